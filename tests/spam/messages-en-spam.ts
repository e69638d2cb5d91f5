/** What programs and pitch writers send to a page in English. */
import { spam, type Message } from './message.ts'

export const englishSpam: readonly Message[] = spam('en', [
  {
    name: 'Rebecca Lane',
    email: 'rebecca@rank-lift.example',
    subject: 'Your website errors',
    message:
      'Hello, I was just going through your website and noticed a number of technical errors that keep it from ranking on the first page of Google. We are a full service SEO company and can fix all of them at a very affordable price. May I send you a free audit report and our price list?',
  },
  {
    name: 'ScottyFarse',
    email: 'scottyfarse@mailbox.example',
    phone: '86523417795',
    message:
      'Best online <a href="https://casino-royal-spins.example/">casino bonus no deposit</a> 2026. Get 200 free spins now https://casino-royal-spins.example/bonus and win big https://jackpot-slots.example/',
    trap: 'https://casino-royal-spins.example',
    elapsed: null,
    isOriginUnknown: true,
  },
  {
    name: 'Daniel Webb',
    email: 'daniel.webb@outreach.example',
    subject: 'Guest post on your site',
    message:
      'Hi there, I came across your blog and really enjoyed it. I would love to contribute a high quality guest post, 1000 words, 100% unique, with one dofollow link back to our client. We also pay for sponsored posts. What are your rates? Looking forward to a long term cooperation.',
  },
  {
    name: 'umpmhsEJNpjJOQ',
    email: 'gx.us.bp.dt.n@mailbox.example',
    message: 'arbFlYmGylvuhfJXqI',
    elapsed: null,
  },
  {
    name: 'Crypto Max',
    email: 'max@profit-signal.example',
    message:
      'Turn $250 into $12,000 in one week with our AI trading bot! Thousands of people already earn with Bitcoin every day. Start here -> https://bit.ly/3xYzAbC Limited places!!!',
    elapsed: null,
  },
  {
    name: 'Анна',
    email: 'anna1988@mailbox.example',
    message:
      'Здравствуйте! Предлагаем качественное продвижение сайтов и рассылку по формам обратной связи. Более 2 миллионов сайтов, низкие цены, гарантия результата. Подробности на сайте https://rassylka-form.example',
    elapsed: null,
  },
  {
    name: 'Emily Carter',
    email: 'emily.c@webcraft.example',
    message:
      'Hi, I am a web designer based in India. I looked at your website and think that it could use a fresh modern look that works on mobile phones. We do WordPress, Shopify and custom design starting at $199. Can I send you some samples of our past work? Our portfolio is at www.webcraft.example',
  },
  {
    name: 'JamesSeods',
    email: 'jamesseods@mailbox.example',
    phone: '82317785634',
    message:
      '[url=https://buy-pills-fast.example/viagra]buy viagra online[/url] [url=https://buy-pills-fast.example/cialis]cheap cialis[/url] [url=https://buy-pills-fast.example/levitra]levitra without prescription[/url]',
    trap: 'JamesSeods',
    elapsed: null,
    isOriginUnknown: true,
  },
  {
    name: 'Eric Jones',
    email: 'eric@talk-with-visitor.example',
    message: `Hey, my name is Eric and unlike a lot of emails you might get, I wanted to give you a word of encouragement. Your site is great, but what do you do when somebody leaves without a word? 7 out of 10 visitors do just that.

Web Visitor Lead captures the name and phone number of everyone who is interested.

CLICK HERE http://talk-with-visitor.example/try to try it now. It could be huge for your business.

If you'd like to unsubscribe click here http://talk-with-visitor.example/unsubscribe.aspx?d=yoursite.example`,
    elapsed: null,
  },
  {
    name: 'Mrs. Linda Graham',
    email: 'lindagraham77@mailbox.example',
    subject: 'DONATION',
    message:
      'Dear Beloved, I am a widow aged 68 suffering from long time illness. I have some funds I inherited from my late husband, the sum of $8,500,000.00 and I need a very honest person that can use it for charity work. Please contact me on my private mail lindagraham_private@mailbox.example for more details. God bless you.',
  },
  {
    name: 'Sexy Kate',
    email: 'kate@dates.example',
    message: 'I want to meet you tonight, my photos are here: https://tinyurl.com/y7k2meet',
    trap: 'google',
    elapsed: null,
  },
  {
    name: 'Robert Hughes',
    email: 'robert.h@capital-fast.example',
    message:
      'Do you need a business loan? We offer unsecured loans from $5,000 to $5,000,000 at 3% interest with no credit check. Approval within 24 hours. Reply with your name, country, amount needed and phone number. WhatsApp: +1 555 0138 224',
    elapsed: 4100,
  },
  {
    name: 'https://free-robux-gift.example',
    email: 'robux@mailbox.example',
    subject: 'https://free-robux-gift.example',
    message: 'https://free-robux-gift.example',
    elapsed: null,
  },
  {
    name: 'Accounts Department',
    email: 'billing@domain-registry.example',
    subject: 'Final notice of domain listing expiration',
    message:
      'ATTENTION: Domain name service notice. Your domain listing will expire within 24 hours. Failure to complete your payment may result in the cancellation of your search engine notification. Secure online payment: https://domain-registry.example/pay?d=acme-site',
  },
  {
    name: 'Oliver',
    email: 'oliver@leadlist.example',
    message:
      'Would you be interested in a verified list of 25,000 decision makers in your industry, with e-mails and direct dials? Let me know your target and I will send you counts and pricing. Regards, Oliver, marketing executive',
  },
  {
    name: 'IsabellaTib',
    email: 'isabellatib@mailbox.example',
    message:
      'hxxps://onlyhot-cams[.]example girls girls girls live live live free free free girls live free now',
    elapsed: 420,
  },
  {
    name: 'Mike Feldman',
    email: 'mike@digital-seo-boost.example',
    message: `Hi

This is Mike from Digital SEO Boost. Let me present you our latest research results from the constant SEO feedbacks that we have from our plans:
https://www.digital-seo-boost.example/plans/
We offer the best quality backlinks with DA 50+, affordable, and safe.
Unsubscribe: https://www.digital-seo-boost.example/unsubscribe/
Whatsapp us: https://wa.me/15550138999`,
    elapsed: null,
  },
  {
    name: 'Lauren',
    email: 'lauren@explainers.example',
    message:
      'We create short animated explainer videos for companies like yours. They help visitors understand your product and typically double conversion. Prices start at $195 for thirty seconds including voice over. Shall I send you a few examples from your industry?',
  },
  {
    name: 'Best Price Rolex',
    email: 'sale@replica-time.example',
    message:
      'REPLICA WATCHES BEST QUALITY LOWEST PRICE FREE SHIPPING WORLDWIDE ROLEX OMEGA CARTIER BREITLING VISIT OUR STORE TODAY www.replica-time.example/sale',
    trap: 'replica',
    elapsed: null,
  },
  {
    name: 'RonaldVok',
    email: 'ronaldvok@mailinator.com',
    phone: '83627481956',
    message:
      'Ꮋеllо, wе оffеr уоu tо еаrn mоnеу оn сrурtо. Jоin оur сhаnnеl t.me/crypto_signal_vip аnd gеt thе first trаdе fоr frее.',
    elapsed: null,
  },
  {
    name: 'Vincent Moreau',
    email: 'v.moreau@trading-desk.example',
    message:
      'Send 0.05 BTC to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq or we will publish the data that we took from your site. You have 72 hours. Do not reply to this message.',
  },
  {
    name: 'Jessica Brown',
    email: 'jessica@backlink-market.example',
    message: `Hello webmaster,
we can place your link on these websites:
techdaily.example DA 71 - $80
businessworld.example DA 64 - $60
healthplus.example DA 58 - $55
travelnow.example DA 55 - $50
Payment by PayPal after publishing. Interested?`,
  },
  {
    name: 'nomefmSJCMTIegZT',
    email: 'acabxlpoi52@mailbox.example',
    subject: 'nVvfgKDfYYIgrCOXJhwHdX',
    message: 'WLMHpoKEzViXZyac',
    elapsed: 650,
  },
  {
    name: 'Steve Palmer',
    email: 'steve@copyright-claims.example',
    message:
      'Hi! This is Steve, I am a licensed photographer. I was baffled to find my images on your website without my permission. See the evidence here and remove them now or I will sue: https://storage.example.net/file/evidence-292.zip',
    elapsed: null,
  },
  {
    name: 'Henry Ashford',
    email: 'henry@ashford-consult.example',
    message:
      'Quick question: who is the right person at your company to speak to about outsourced accounting? We save firms of your size about 40% per year. I have a slot on Tuesday at 10, would that work for you?',
  },
  {
    name: 'Mason',
    email: 'mason@mailbox.example',
    message: 'Nice site, thank you for the useful information! https://essay-writers-pro.example/',
    elapsed: null,
  },
  {
    name: 'Form Blast',
    email: 'info@formblast.example',
    message:
      'Just like you are reading this message, thousands of potential customers could be reading yours. We send your ad text to 1 million contact forms for $99. No spam filter, no cost per click. For details visit formblast dot com or reply to this message.',
    elapsed: 1200,
    tampering: 1,
  },
  {
    name: 'Tyler',
    email: 'tyler@mailbox.example',
    message: 'Hi, I wanted to know your price.',
    elapsed: null,
    trap: '87341259461',
  },
])
