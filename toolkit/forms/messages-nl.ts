/** What the forms say in Dutch. */
import type { Sentences } from './sentences.ts'

export const DUTCH: Sentences = {
  language: 'nl',
  titlePrefix: 'Fout: ',
  summary: 'Er klopt iets niet in wat u hebt ingevuld',
  thanks: 'Bedankt. Uw bericht is ontvangen.',
  missing: 'Vul dit veld in.',
  missingChoice: 'Kies een van de mogelijkheden.',
  missingTick: 'Vink dit vakje aan om verder te gaan.',
  email: 'Vul een e-mailadres in, bijvoorbeeld naam@example.org.',
  url: 'Vul een volledig adres in, bijvoorbeeld https://example.org.',
  pattern: 'Houd u aan de gevraagde notatie.',
  patternPrefix: 'Houd u aan de gevraagde notatie:',
  tooLong: 'Aantal tekens: maximaal {maxlength}. Ingevuld: {length}.',
  tooShort: 'Aantal tekens: minimaal {minlength}. Ingevuld: {length}.',
  underflow: 'Vul {min} of meer in.',
  overflow: 'Vul {max} of minder in.',
  later: 'Vul {min} of later in.',
  earlier: 'Vul {max} of eerder in.',
  outside: 'Vul een tijd van {min} tot en met {max} in.',
  wholeNumber: 'Vul een geheel getal in.',
  step: 'Vul een getal in, in stappen van {step}.',
  timeStep: 'Vul een van de datums of tijden in die hier te kiezen zijn.',
  number: 'Vul een getal in, bijvoorbeeld 12 of 12.5.',
  example: 'Vul dit in zoals in dit voorbeeld: {example}.',
  notOffered: 'Kies een van de mogelijkheden die hier staan.',
  badText: 'Vul dit op één regel in, zonder spaties ervoor of erachter.',
  missingFile: 'Kies een bestand.',
  fileType: 'Kies een bestand van een van deze typen: {accept}.',
  fileSize: 'Kies een bestand van maximaal {maxbytes}. Uw bestand is {size}.',
  passwordAgain:
    'Voor uw veiligheid wordt het wachtwoord niet opnieuw getoond. Vul het nog een keer in.',
  fileAgain: 'Voor uw veiligheid onthoudt de browser het bestand niet. Kies het nog een keer.',
  tooLarge: 'Dit is te veel voor één keer. Verstuur maximaal {limit}.',
  broken: 'Uw gegevens zijn niet volledig aangekomen. Controleer ze en verstuur ze opnieuw.',
  unavailable:
    'Uw bericht kon zojuist niet worden verzonden. Er is niets verloren gegaan: probeer het zo meteen opnieuw.',
  tooOften:
    'Er kwamen te veel berichten van uw verbinding. Wacht een minuut en verstuur het dan opnieuw.',
  trap: 'Laat dit veld leeg',
}
