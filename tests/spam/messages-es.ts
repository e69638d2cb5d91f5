/** What comes to a page in Spanish. */
import { honest, spam, type Message } from './message.ts'

export const spanish: readonly Message[] = [
  ...honest('es', [
    {
      name: 'María José Núñez',
      email: 'mjnunez@example.es',
      message:
        'Hola, ¿tenéis hora el jueves por la tarde para una limpieza dental? Soy paciente desde 2019. Mi número es 612 00 12 34. ¡Gracias!',
    },
    {
      name: 'Ángel',
      email: 'angel@example.es',
      message: '¡¡¡Enhorabuena por el premio!!! 👏👏👏👏👏 ¡Os lo merecéis!',
    },
    {
      name: 'CARLOS RUIZ',
      email: 'carlos@example.mx',
      message:
        'BUENAS TARDES, NECESITO UNA COTIZACION PARA 200 PLAYERAS CON LOGOTIPO, ENTREGA EN GUADALAJARA ANTES DEL DIA 20. GRACIAS',
    },
    {
      name: 'Lucía Fernández',
      email: 'lucia@example.es',
      message: `Os paso los enlaces que pedisteis para la web de la asociación:
https://www.boe.es/buscar/act.php?id=BOE-A-2002-5852
https://www.asociaciones.example/registro
https://ayuntamiento.example/subvenciones/2026
Cualquier cosa me decís.`,
    },
    {
      name: 'Wenceslao',
      email: 'wen@example.ar',
      message: 'che, no anda el link de la entrada, me da error 500',
      elapsed: 7000,
    },
    {
      name: 'Iñaki Etxeberria Goikoetxea',
      email: 'inaki@example.eus',
      message:
        'Kaixo! Igande honetan zabalik zaudete? Perdón, quería preguntar si abrís este domingo.',
    },
    {
      name: 'Rosa',
      email: 'rosa@example.es',
      phone: '+34 600 000 123',
      message: 'llamadme por favor',
      elapsed: null,
    },
    {
      name: '李明',
      email: 'liming@example.cn',
      message:
        'Buenos días, soy un estudiante chino y quiero alquilar una habitación cerca de la universidad desde septiembre. ¿Cuánto cuesta al mes con gastos? 谢谢',
    },
    {
      name: 'Jorge Paz',
      email: 'jorge@example.cl',
      message: `El servidor responde así:
HTTP/1.1 502 Bad Gateway
server: cloudflare
cf-ray: 8f1a2b3c4d5e6f70-SCL
¿Es un problema vuestro o mío? Desde otra red pasa lo mismo.`,
    },
    {
      name: 'Beatriz',
      email: 'bea@example.es',
      message:
        'Quiero darme de baja de vuestro boletín (unsubscribe). Ya lo he pedido tres veces y el enlace https://boletin.example/baja?id=7731 no funciona.',
    },
    {
      name: 'Paco',
      email: 'paco@example.es',
      message: 'jajajajajajaja buenísimo el vídeo jajajaja',
    },
    {
      name: 'Academia Delta',
      email: 'info@delta.example',
      message:
        'Nos gustaría contratar vuestro servicio de posicionamiento SEO para nuestra academia. La web es academiadelta.example y el presupuesto unos 300 € al mes. ¿Podemos vernos el martes?',
    },
    {
      name: 'Chloë Grace',
      email: 'chloe@example.com',
      message:
        'Hi! We booked the apartment for May 3rd to 10th under the name Grace. What is the code for the door, and is there parking for a van? My phone: +44 7700 900123',
      elapsed: null,
    },
  ]),
  ...spam('es', [
    {
      name: 'Laura Gómez',
      email: 'laura@posicionate.example',
      message:
        'Hola, he visto tu página web y creo que tiene mucho potencial, pero no aparece en los primeros resultados de Google. Ofrecemos un servicio de posicionamiento SEO con resultados garantizados en 30 días. ¿Te interesa que te mande una propuesta sin compromiso?',
    },
    {
      name: 'JoseAnado',
      email: 'joseanado@mailbox.example',
      phone: '87154623987',
      message:
        'apuestas deportivas y casino online https://apuestas-vip.example https://apuestas-vip.example/casino https://apuestas-vip.example/bono bono gratis bono gratis bono gratis',
      trap: 'https://apuestas-vip.example',
      elapsed: null,
    },
    {
      name: 'Préstamos Ya',
      email: 'prestamos@dinero-rapido.example',
      message:
        '¿Necesita un préstamo urgente? Ofrecemos préstamos de 2.000 a 600.000 euros al 2% de interés, sin aval y sin nómina. Escríbanos al WhatsApp https://wa.me/34600000999',
      elapsed: null,
    },
    {
      name: 'Наталья',
      email: 'natalia@mailbox.example',
      message:
        'Купить диплом о высшем образовании с занесением в реестр. Быстро, недорого, без предоплаты. Доставка по всему миру.',
      elapsed: null,
    },
    {
      name: 'Diego',
      email: 'diego@diseno-web.example',
      message:
        'Buenos días, somos una empresa de diseño web con más de diez años de experiencia. Podemos renovar su página por solo 250 €. Si le interesa, responda a este mensaje y le enviamos ejemplos de nuestro trabajo.',
    },
    {
      name: 'Elena',
      email: 'elena@mailbox.example',
      message: 'Mira mis fotos 😘 https://bit.ly/3fotosE',
      elapsed: 600,
    },
    {
      name: 'Notificación',
      email: 'aviso@correo-seguro.example',
      subject: 'Su cuenta será suspendida',
      message:
        'Hemos detectado un acceso no autorizado. Verifique su identidad en las próximas 24 horas o su dominio será suspendido: https://correo-seguro.example/verificar',
    },
    {
      name: 'Marta Sanz',
      email: 'marta@enlaces.example',
      message:
        'Hola, me encantaría publicar un artículo en tu blog con un enlace dofollow. Pagamos 40 € por PayPal. ¿Aceptas colaboraciones? Un saludo, Marta',
    },
    {
      name: 'Ganador',
      email: 'premio@mailbox.example',
      message:
        'FELICIDADES!!! HA GANADO UN IPHONE 17 PRO!!! RECLAME SU PREMIO AHORA EN www.premio-iphone.example/reclamar ANTES DE MEDIANOCHE!!!',
      elapsed: null,
    },
    {
      name: 'LFecbVjafQ',
      email: 'zgiljbxrr12@mailbox.example',
      message: 'GnRfXBkgQy',
      trap: 'DFISXzmPBqsfHu',
      elapsed: null,
    },
    {
      name: 'Inversiones Elite',
      email: 'elite@mailbox.example',
      message:
        'Multiplica tu dinero con bitcoin. Envía USDT a 0x52908400098527886E0F7030069857D2E4169EE7 y recibe el doble en 24 horas.',
      elapsed: null,
      tampering: 2,
    },
    {
      name: 'George Brown',
      email: 'george@app-studio.example',
      message:
        'Hello, we are a mobile app development company. We develop iOS and Android apps at very affordable rates. Please share your requirements and phone number so that we can discuss it further.',
    },
  ]),
]
