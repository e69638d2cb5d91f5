/** What comes to a page in French. */
import { honest, spam, type Message } from './message.ts'

export const french: readonly Message[] = [
  ...honest('fr', [
    {
      name: 'Élodie Lefèvre',
      email: 'elodie@example.fr',
      message:
        'Bonjour, est-ce que vous livrez le dimanche matin à Villeurbanne ? Il me faudrait un gâteau pour 25 personnes, sans fruits à coque. Merci d’avance !',
    },
    {
      name: "Jean-Baptiste N'Diaye",
      email: 'jb@example.fr',
      phone: '06 39 98 01 23',
      message:
        'Merci de me rappeler au 06 39 98 01 23 pour un devis, salle de bains de 6 m², dépose comprise.',
      elapsed: null,
    },
    {
      name: 'MARTIN Sylvie',
      email: 'sylvie.martin@example.fr',
      subject: 'COLIS PERDU',
      message:
        'MON COLIS EST PERDU DEPUIS TROIS SEMAINES, PERSONNE NE RÉPOND AU TÉLÉPHONE !!! REMBOURSEZ-MOI !!! NUMÉRO DE COMMANDE FR-88210-X',
    },
    {
      name: 'Association Les Petits Pas',
      email: 'contact@petitspas.example',
      message:
        'Nous organisons une brocante le 14 juin et aimerions la voir dans votre agenda. Toutes les informations : https://petitspas.example/brocante et l’affiche : https://petitspas.example/affiche.pdf. Bien cordialement',
    },
    {
      name: 'Lucas',
      email: 'lucas@example.fr',
      message: 'merci bcp 😊',
      elapsed: 4300,
    },
    {
      name: 'Chloé Dubois',
      email: 'chloe@example.fr',
      website: 'https://chloedubois.example',
      message:
        'Je suis photographe et je cherche un hébergeur pour mon site (lien ci-dessus), environ 40 Go d’images. Quelle formule me conseillez-vous ?',
    },
    {
      name: 'Pr. Abdoulaye Traoré',
      email: 'traore@example.org',
      message: `Je cite votre article dans ma bibliographie, est-ce correct ?
Leroy, M. (2024). Les eaux souterraines. https://doi.org/10.1234/abcd.5678
Voir aussi https://hal.science/hal-01234567 et https://www.persee.fr/doc/geo_0003-4010`,
    },
    {
      name: 'Yuki Tanaka',
      email: 'yuki@example.jp',
      message:
        'Hello, I am visiting Lyon in April. Do I need a reservation for the silk workshop? よろしくお願いします。',
    },
    {
      name: 'Gérard',
      email: 'gerard@example.fr',
      message:
        'Non, non, non et non. Le chemin est privé, il était privé et il restera privé. Retirez-le de votre carte.',
    },
    {
      name: 'Inès Benali',
      email: 'ines@yopmail.com',
      message:
        'Bonjour, je préfère ne pas donner mon adresse. Ma question concerne un contrat de bail : le propriétaire peut-il garder la caution pour des traces de clous ?',
    },
    {
      name: 'Cabinet Roux',
      email: 'accueil@roux.example',
      message:
        'Notre IBAN a changé : FR76 3000 4000 0312 3456 7890 143, BIC BNPAFRPPXXX. Merci d’en tenir compte pour la facture F-2026-0117.',
    },
    {
      name: 'Théo',
      email: 'theo@example.fr',
      message: 'Ça marche pas. Firefox 145, Linux. Page blanche après « Envoyer ».',
      elapsed: null,
      tampering: 1,
    },
    {
      name: 'Marguerite',
      email: 'marguerite@example.fr',
      message: `Pour le livre d'or :
Sous le pont Mirabeau coule la Seine
Et nos amours
Faut-il qu'il m'en souvienne
La joie venait toujours après la peine
Merci pour cette belle visite, nous reviendrons !`,
    },
  ]),
  ...spam('fr', [
    {
      name: 'Sophie Martin',
      email: 'sophie@agence-visibilite.example',
      message:
        'Bonjour, j’ai visité votre site et j’ai constaté qu’il n’apparaît pas en première page de Google. Notre agence propose un référencement garanti à partir de 99 € par mois. Puis-je vous envoyer une analyse gratuite ? Dans l’attente de votre retour.',
    },
    {
      name: 'PierreVot',
      email: 'pierrevot@mailbox.example',
      phone: '81263549871',
      message:
        'Meilleur casino en ligne <a href=https://casino-francais.example>casino</a> bonus 500€ <a href=https://casino-francais.example/bonus>bonus</a> <a href=https://casino-francais.example/jeux>machines à sous</a>',
      trap: 'PierreVot',
      elapsed: null,
    },
    {
      name: 'Madame Claire Dupont',
      email: 'clairedupont.don@mailbox.example',
      message:
        'Bonjour, je suis atteinte d’une maladie grave et je souhaite faire don de 750 000 € à une personne de confiance. Merci de me répondre directement à clairedupont.don@mailbox.example pour en savoir plus. Que Dieu vous bénisse.',
    },
    {
      name: 'PretRapide',
      email: 'pret@credit-entre-particuliers.example',
      message:
        'OFFRE DE PRÊT ENTRE PARTICULIERS SÉRIEUX ET HONNÊTE DE 3.000 À 900.000 EUROS, TAUX 2%, RÉPONSE EN 24 H. CONTACT : pret@credit-entre-particuliers.example WHATSAPP : +33 7 55 50 12 87',
      elapsed: null,
    },
    {
      name: 'Nicolas',
      email: 'nicolas@liens-pro.example',
      message:
        'Bonjour, seriez-vous intéressé par l’achat d’un article sponsorisé ou l’échange de liens ? Nous disposons de plus de 300 sites thématiques. Je peux vous transmettre la liste et les tarifs. Cordialement, Nicolas',
    },
    {
      name: 'CPF Formation',
      email: 'info@formation-cpf.example',
      message:
        'Vos droits à la formation expirent bientôt ! Vérifiez votre solde maintenant : https://bit.ly/cpf-2026-x',
      elapsed: null,
    },
    {
      name: 'Мария',
      email: 'maria@mailbox.example',
      message:
        'Заработок в интернете без вложений, от 5000 рублей в день, вывод на карту сразу. Регистрация по ссылке https://zarabotok-online.example',
      elapsed: null,
      isOriginUnknown: true,
    },
    {
      name: 'Julien Petit',
      email: 'julien@creasite.example',
      message:
        'Bonjour, votre site n’est pas optimisé pour les mobiles. Je suis développeur indépendant et je peux le refaire entièrement pour 350 €. Voici mes réalisations : www.creasite.example. Seriez-vous disponible pour en parler ?',
    },
    {
      name: 'kkjbdoQGXy',
      email: 'vv.zs.wx.ff.r@mailbox.example',
      message: 'TUMAFGrMgENAsIrsDm',
      elapsed: null,
    },
    {
      name: 'Voyance Gratuite',
      email: 'medium@voyance.example',
      message:
        'amour amour amour retour de l’être aimé, retour affectif, amour, chance, argent, amour, retour de l’être aimé en 24h, amour amour, voyance gratuite, voyance gratuite, voyance gratuite',
      trap: 'voyance',
      elapsed: null,
    },
    {
      name: 'Service Client',
      email: 'service@livraison-suivi.example',
      subject: 'Votre colis est en attente',
      message:
        'Votre colis n’a pas pu être livré. Veuillez régler les frais de 1,99 € sous 24 heures : https://livraison-suivi.example/regler',
    },
    {
      name: 'Kevin',
      email: 'kevin@trade-master.example',
      message:
        'Gagnez 3000€ par semaine grâce au trading de crypto, rejoignez notre canal t.me/tradefr_vip places limitées 🚀🚀🚀💰💰💰',
      elapsed: null,
    },
  ]),
]
