/** What comes to a page in Chinese. */
import { honest, spam, type Message } from './message.ts'

export const chinese: readonly Message[] = [
  ...honest('zh', [
    {
      name: '李',
      email: 'li@example.cn',
      message: '请问周末开门吗？',
      elapsed: 6100,
    },
    {
      name: '王小明',
      email: 'xiaoming@example.cn',
      message:
        '您好，我想订购两套茶具寄到广州，请问运费多少？可以开发票吗？我的电话是 138 0000 1234，白天都可以打。',
    },
    {
      name: 'Thomas Baker',
      email: 'thomas@example.com',
      message:
        'Good morning, I bought your router in Singapore and cannot find an English manual on the site. Could you send me a PDF for the model AX-3000-Q? The firmware is 1.0.8.',
    },
    {
      name: '陈慧',
      email: 'chenhui@example.tw',
      message: '谢谢你们！！！孩子非常喜欢这个礼物 🎁🎁🎁 哈哈哈哈哈哈',
    },
    {
      name: '刘工',
      email: 'liu@example.cn',
      message: `部署之后一直报错：
java.lang.NullPointerException
    at com.example.service.OrderService.create(OrderService.java:88)
    at com.example.web.OrderController.post(OrderController.java:41)
    at java.base/java.lang.Thread.run(Thread.java:840)
文档 https://docs.example.cn/deploy 里没有提到，请帮忙看一下。`,
      elapsed: null,
    },
    {
      name: '赵女士',
      email: 'zhao@example.cn',
      message:
        '我要投诉！！！快递员把包裹扔在门口，里面的杯子全碎了！！！照片：https://img.example.cn/a/9f3k2.jpg',
    },
    {
      name: '北京某某科技有限公司',
      email: 'purchase@example.cn',
      subject: '采购询价',
      website: 'https://keji.example.cn',
      message: `需要采购以下产品，请报价：
1. 工业相机 MV-CA050-10GM 5台
2. 镜头 MVL-MF0828M-8MP 5个
3. 线缆 MVG-GigE-3m 10条
交货地点：北京市海淀区中关村大街1号`,
    },
    {
      name: 'Иван Петров',
      email: 'ivan@example.ru',
      message: '你好，我是俄罗斯留学生，想报名汉语班。请问九月什么时候开学？Спасибо!',
    },
    {
      name: '周杰',
      email: 'zhoujie@example.cn',
      message:
        '对比了三个方案：https://a.example.cn/plan https://b.example.cn/plan https://c.example.cn/plan 你们的最便宜，但是含税吗？',
    },
    {
      name: '黃美玲',
      email: 'meiling@example.hk',
      message: '想查詢下星期三嘅課程仲有冇位？Thanks!',
    },
    {
      name: '吴',
      email: 'wu@example.cn',
      message: '好',
      elapsed: 3600,
    },
    {
      name: '孙老师',
      email: 'sun@example.cn',
      message:
        '床前明月光，疑是地上霜。举头望明月，低头思故乡。这首诗的插图可以用在我们的教材里吗？',
    },
    {
      name: 'Amélie Rousseau',
      email: 'amelie@example.fr',
      message: 'Hello, do you ship tea to France? I would like 500 g of the Longjing 龙井.',
      elapsed: null,
    },
  ]),
  ...spam('zh', [
    {
      name: '张经理',
      email: 'zhang@seo-cn.example',
      message:
        '您好，我看了贵公司的网站，发现在百度和谷歌上的排名比较靠后。我们专业做SEO优化，按效果付费，不上首页不收钱。方便的话请加微信详谈。',
    },
    {
      name: 'Williamdup',
      email: 'williamdup@mailbox.example',
      phone: '84726193358',
      message:
        '澳门网上娱乐城 https://am-casino.example 注册送88 https://am-casino.example/reg 真人百家乐 https://am-casino.example/live',
      trap: 'Williamdup',
      elapsed: null,
    },
    {
      name: '代开发票',
      email: 'fapiao@mailbox.example',
      message:
        '代开发票 代开发票 代开发票 各地正规发票 可验真 电话微信 13800009999 代开发票 代开发票',
      elapsed: null,
    },
    {
      name: 'Виктор',
      email: 'viktor@mailbox.example',
      message:
        'Добрый день. Предлагаем услуги по доставке товаров из Китая в Россию, растаможка, склад, консолидация. Подробнее на нашем сайте https://cargo-china.example',
      elapsed: null,
    },
    {
      name: '贷款中心',
      email: 'daikuan@mailbox.example',
      message: '无抵押贷款，最高50万，当天放款，黑户也可以。点击申请 https://bit.ly/dk50w',
      elapsed: null,
    },
    {
      name: 'Jason Miller',
      email: 'jason@guest-posting.example',
      message:
        'Hello, do you accept guest posts or link insertions on your website? I have a budget and would like to work with you long term. Kindly send me the price and the traffic details.',
    },
    {
      name: 'kyyJBNWqbMtsCGCR',
      email: 'gxxvnhtpw32@mailbox.example',
      message: 'bKeyvxQrMhwwjhCSjk FKsvwfQqXY',
      elapsed: null,
      trap: 'lvBSbELgGOBo',
    },
    {
      name: '刷单兼职',
      email: 'jianzhi@mailbox.example',
      message: '在家兼职，日赚500元，工资日结！加入 t.me/jianzhi_vip 名额有限🔥🔥🔥🔥🔥🔥',
      elapsed: null,
    },
    {
      name: '陈小姐',
      email: 'chen@wangzhan.example',
      message:
        '您好，我们是专业的网站建设公司，十年经验，提供网站设计、小程序开发和云服务器一站式服务，价格优惠。如有需要请回复，谢谢。',
    },
    {
      name: '域名服务',
      email: 'service@cn-domain.example',
      subject: '域名争议通知',
      message:
        'Dear CEO, this is the domain registration department. We received an application from Hua Wei Holdings to register your brand as CN domains. Please confirm within 5 days whether you object. https://cn-domain.example/notice',
    },
    {
      name: '减肥药',
      email: 'jianfei@mailbox.example',
      message:
        '减肥药 减肥药 减肥药 特效减肥药 三天见效 减肥药 https://jianfei.example/a https://jianfei.example/b https://jianfei.example/c',
      elapsed: 500,
    },
    {
      name: '展会邀请',
      email: 'expo@zhanhui.example',
      message:
        '尊敬的负责人：诚邀贵公司参加2027年上海国际机械展，展位优惠仅限本周。请回复公司名称和联系电话，我们会派专人联系。',
    },
    {
      name: 'USDT',
      email: 'usdt@mailbox.example',
      message: '高价收USDT，0x8ba1f109551bD432803012645Ac136ddd64DBA72，24小时在线，秒到账',
      elapsed: null,
    },
  ]),
]
