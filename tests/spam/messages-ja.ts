/** What comes to a page in Japanese. */
import { honest, spam, type Message } from './message.ts'

export const japanese: readonly Message[] = [
  ...honest('ja', [
    {
      name: '山田 花子',
      email: 'hanako@example.jp',
      message:
        'はじめまして。来週の土曜日に4名で予約をお願いしたいのですが、18時以降で空いている時間はありますか。子ども用の椅子も一つお願いします。',
    },
    {
      name: '佐藤',
      email: 'sato@example.jp',
      message: 'ありがとうございました！',
      elapsed: 5800,
    },
    {
      name: 'Robert Klein',
      email: 'robert@example.com',
      message:
        'Hello, I am a researcher from Vienna and would like to visit your archive in May. Could you tell me whether the catalogue of 1923 is available, and if photography is allowed? I am sorry that I cannot write in Japanese.',
    },
    {
      name: '株式会社みどり商事　営業部　鈴木',
      email: 'suzuki@midori.example',
      phone: '03-5550-0123',
      message: `いつもお世話になっております。
下記の通りお見積りをお願いいたします。
品名：業務用冷蔵庫 HR-120A3
数量：3台
納期：12月10日
納品先：〒150-0002 東京都渋谷区渋谷1-2-3
TEL 03-5550-0123 FAX 03-5550-0124`,
    },
    {
      name: '匿名希望',
      email: 'tokumei@example.jp',
      message:
        '届いた商品が壊れていました！！！何度電話してもつながりません！！！返金してください！！！',
    },
    {
      name: 'けんじ',
      email: 'kenji@example.jp',
      message: 'wwwwwwwwww この記事最高ですね',
    },
    {
      name: '高橋 健',
      email: 'takahashi@example.jp',
      message: `ドキュメントのリンクが切れています。
誤: https://docs.example.jp/v1/install
正: https://docs.example.jp/v2/install
参考: https://github.com/acme/docs/issues/77`,
    },
    {
      name: '中村',
      email: 'nakamura@example.jp',
      message:
        'ERROR 1045 (28000): Access denied for user root@localhost (using password: YES) と出ます。どうすればよいですか。',
      elapsed: null,
    },
    {
      name: 'ソフィア・マルティネス',
      email: 'sofia@example.mx',
      message: 'Hola! 日本語を勉強しています。オンラインの授業はありますか？',
    },
    {
      name: '小林 さくら',
      email: 'kobayashi@example.jp',
      message: '桜の季節のライトアップは何時までですか🌸🌸🌸 楽しみにしています✨✨',
    },
    {
      name: '渡辺',
      email: 'watanabe@example.jp',
      website: 'https://watanabe-farm.example',
      message:
        '農園のサイトを新しくしたいと考えています。予算は30万円ほどです。一度ご相談できますか。',
    },
    {
      name: '伊藤 誠',
      email: 'ito@example.jp',
      message: `閑さや 岩にしみ入る 蝉の声
山寺での写真をお送りします: https://photo.example.jp/a/xYz12AbC
よろしければ会報にお使いください。`,
    },
    {
      name: '김민준',
      email: 'minjun@example.kr',
      message: '안녕하세요, 가이드 투어는 한국어로도 있나요? (韓国語のガイドはありますか)',
    },
  ]),
  ...spam('ja', [
    {
      name: '田中',
      email: 'tanaka@seo-tokyo.example',
      message:
        '突然のご連絡失礼いたします。貴社のホームページを拝見し、検索順位に改善の余地があると感じました。弊社は完全成果報酬型のSEO対策を行っております。無料診断をお送りしてもよろしいでしょうか。',
    },
    {
      name: 'Michaelkig',
      email: 'michaelkig@mailbox.example',
      phone: '86219437752',
      message:
        'オンラインカジノ https://casino-jp.example/ 入金不要ボーナス https://casino-jp.example/bonus https://casino-jp.example/slot',
      trap: 'Michaelkig',
      elapsed: null,
    },
    {
      name: 'Дмитрий',
      email: 'dmitry@mailbox.example',
      message:
        'Здравствуйте! Предлагаем размещение вечных ссылок на трастовых сайтах. Рост позиций уже через месяц. Скидки постоянным клиентам.',
      elapsed: null,
    },
    {
      name: '副業サポート',
      email: 'fukugyo@mailbox.example',
      message:
        '在宅で1日5分、月収50万円！スマホだけで誰でも簡単に稼げます！今すぐ登録→ https://bit.ly/fukugyo50',
      elapsed: null,
    },
    {
      name: 'Linda',
      email: 'linda@china-factory.example',
      message:
        'Dear Manager, glad to know you are in the market of packaging. We are a professional manufacturer of paper bags and boxes in Shenzhen with 15 years experience. We can offer you a very competitive price and free samples. Please feel free to contact us. Web: www.china-factory.example',
    },
    {
      name: '株式会社ウェブ集客',
      email: 'info@web-shukyaku.example',
      message:
        '集客でお困りではありませんか。月額1万円からホームページ制作と運用を代行いたします。資料を無料でお送りしますので、ご希望の場合は本メールにご返信ください。',
    },
    {
      name: 'ELRerslasL',
      email: 'ba.rh.yt.an.c@mailbox.example',
      message: 'BHHNBSzZgRCZIwEF',
      elapsed: null,
    },
    {
      name: 'ブランド激安',
      email: 'brand@mailbox.example',
      message:
        'スーパーコピー時計 スーパーコピー財布 スーパーコピーバッグ 激安通販 スーパーコピー時計 スーパーコピー財布 https://copy-brand.example https://copy-brand.example/watch',
      trap: 'copy',
      elapsed: null,
    },
    {
      name: 'カード会社',
      email: 'card@kakunin-card.example',
      subject: '【重要】ご利用確認のお願い',
      message:
        'お客様のカードの利用を一時停止いたしました。24時間以内に以下より本人確認をお願いいたします。https://kakunin-card.example/login',
    },
    {
      name: '投資クラブ',
      email: 'club@mailbox.example',
      message: 'ビットコイン自動売買で資産が10倍に！限定公開中 t.me/jp_bitcoin_club 💰💰💰💰💰',
      elapsed: null,
    },
    {
      name: 'David Brown',
      email: 'david@rank-global.example',
      message:
        'Hello, I found your website and noticed that it is missing from the first page of Google. Our SEO packages start at $149 per month. Should I send more information?',
      elapsed: null,
    },
    {
      name: '人材紹介',
      email: 'jinzai@recruit-fast.example',
      message:
        '採用ご担当者様。人手不足でお悩みではありませんか。弊社には即日勤務可能な人材が多数登録しております。完全成功報酬です。ぜひ一度15分ほどお時間をいただけませんでしょうか。',
    },
    {
      name: 'IP電話',
      email: 'sales@denwa.example',
      message: '電話代が半額になります。詳細はこちら www.denwa.example/lp1 をご覧ください。',
      elapsed: 900,
    },
  ]),
]
