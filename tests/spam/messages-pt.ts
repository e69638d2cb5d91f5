/** What comes to a page in Portuguese. */
import { honest, spam, type Message } from './message.ts'

export const portuguese: readonly Message[] = [
  ...honest('pt', [
    {
      name: 'João Conceição',
      email: 'joao@example.pt',
      message:
        'Boa tarde, gostava de saber se ainda há vagas para o curso de cerâmica de fevereiro e se aceitam principiantes. Obrigado.',
    },
    {
      name: 'Ana Beatriz',
      email: 'ana@example.br',
      message: 'oiii, qual o valor do bolo de 2kg?? vcs entregam em Santo André?? 🎂🎂',
      elapsed: 12_000,
    },
    {
      name: 'MARCOS ANTONIO',
      email: 'marcos@example.br',
      message:
        'COMPREI UMA GELADEIRA E VEIO AMASSADA. PEDIDO 449120. JA LIGUEI CINCO VEZES NO 0800 E NINGUEM RESOLVE. VOU NO PROCON!',
    },
    {
      name: 'Inês',
      email: 'ines@example.pt',
      message: 'Obrigada!',
      elapsed: null,
    },
    {
      name: 'Rui Silva',
      email: 'rui@example.pt',
      message: `Encontrei dois erros no vosso manual:
- página https://docs.example.pt/instalar: o comando npm i falha com EACCES
- página https://docs.example.pt/api#post: falta uma vírgula em { "nome": "Rui" "idade": 3 }
Bom trabalho!`,
    },
    {
      name: 'Condomínio Jardim das Acácias',
      email: 'sindico@example.br',
      phone: '(11) 5555-0199',
      message:
        'Solicito orçamento para impermeabilização de laje, 320 m², na Rua das Acácias, 45, São Paulo, SP, 01310-100. Visita técnica de segunda a sexta, das 9h às 17h. Falar com Cláudio, (11) 5555-0199.',
    },
    {
      name: 'Tiago',
      email: 'tiago@example.br',
      message: 'kkkkkkkkkkkk o bot de vocês respondeu em alemão kkkkkk',
    },
    {
      name: 'Dra. Luísa Gonçalves',
      email: 'luisa@example.pt',
      message:
        'Exmos. Senhores, junto envio a ligação para o relatório: https://drive.example.com/file/d/1zXqW8kLpT/view. Peço que confirmem a receção até amanhã.',
    },
    {
      name: 'Pedro',
      email: 'pedro@guerrillamail.com',
      message: 'A vossa política de privacidade está desatualizada, ainda fala do Google+.',
    },
    {
      name: 'Emma Watts',
      email: 'emma@example.com',
      message:
        'Dear team, do you offer surf lessons in English in October? We are two adults and a 10 year old, all beginners. Emma',
    },
    {
      name: 'Zé',
      email: 'ze@example.pt',
      message: 'sim',
      elapsed: 3900,
    },
    {
      name: 'Cooperativa Verde',
      email: 'verde@example.br',
      website: 'https://cooperativaverde.example',
      message:
        'Somos produtores orgânicos e queremos vender na sua feira. Nosso site e Instagram: https://cooperativaverde.example e https://www.instagram.com/cooperativaverde. Como faço o cadastro?',
    },
  ]),
  ...spam('pt', [
    {
      name: 'Rafael Souza',
      email: 'rafael@primeira-pagina.example',
      message:
        'Olá, tudo bem? Analisei o seu site e vi que ele não está na primeira página do Google. Somos especialistas em SEO e podemos aumentar suas vendas. Posso te enviar um orçamento sem compromisso pelo WhatsApp?',
    },
    {
      name: 'CarlosNug',
      email: 'carlosnug@mailbox.example',
      phone: '85239146772',
      message:
        'melhor cassino online [url=https://cassino-br.example]cassino[/url] [url=https://cassino-br.example/tigrinho]jogo do tigrinho[/url] [url=https://cassino-br.example/pix]saque no pix[/url]',
      trap: 'CarlosNug',
      elapsed: null,
    },
    {
      name: 'Empréstimo Fácil',
      email: 'credito@mailbox.example',
      message:
        'Empréstimo para negativado liberado na hora! Até R$ 50.000 sem consulta ao SPC e Serasa. Clique: https://bit.ly/emprest-ja',
      elapsed: null,
    },
    {
      name: 'Camila',
      email: 'camila@agencia-criativa.example',
      message:
        'Boa tarde! Criamos sites profissionais, lojas virtuais e landing pages a partir de R$ 497. Dê uma olhada no nosso portfólio: www.agencia-criativa.example. Podemos conversar?',
    },
    {
      name: 'Ирина',
      email: 'irina@mailbox.example',
      message:
        'Добрый день, предлагаем вам прогон сайта по трастовым базам. Увеличение позиций в поисковых системах. Отзывы, гарантии, скидки.',
      elapsed: null,
    },
    {
      name: 'Bruno Lima',
      email: 'bruno@link-building.example',
      message:
        'Olá, trabalho com link building e queria comprar um post patrocinado no seu blog. Qual é o valor? Pago adiantado. Abraço, Bruno',
    },
    {
      name: 'Renda Extra',
      email: 'renda@mailbox.example',
      message:
        'GANHE 500 REAIS POR DIA TRABALHANDO EM CASA! VAGAS LIMITADAS! CHAME AGORA NO WHATSAPP +55 11 5555-0777 OU ENTRE NO GRUPO https://chat.whatsapp.com/AbCdEfGhIjK',
      elapsed: null,
    },
    {
      name: 'Pharma',
      email: 'pharma@mailbox.example',
      message:
        'viagra viagra viagra cialis cialis cialis comprar viagra comprar cialis sem receita https://farmacia-barata.example viagra',
      trap: 'x',
      elapsed: null,
    },
    {
      name: 'Juliana Alves',
      email: 'juliana@listas-email.example',
      message:
        'Bom dia, temos listas de e-mail segmentadas com mais de 10 milhões de contatos de empresas de Portugal e do Brasil. Deseja receber uma amostra gratuita?',
    },
    {
      name: 'Suporte',
      email: 'suporte@hospedagem-aviso.example',
      message:
        'Seu domínio vence hoje. Para evitar a suspensão, pague o boleto: https://hospedagem-aviso.example/boleto/2a via',
      elapsed: 1900,
    },
    {
      name: 'mXrxWUREVXXPHz',
      email: 'qgluowvph15@mailbox.example',
      message: 'IzqyVJTQtfrRgjixYS',
      elapsed: null,
      isOriginUnknown: true,
    },
    {
      name: 'Alex Turner',
      email: 'alex@video-ads.example',
      message:
        'Hi, do you want more customers? We make high converting video ads for Facebook and TikTok. First one is free. Just reply YES to this message and I will get started.',
    },
  ]),
]
