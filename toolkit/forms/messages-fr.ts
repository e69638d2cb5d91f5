/** What the forms say in French. */
import type { Sentences } from './sentences.ts'

export const FRENCH: Sentences = {
  language: 'fr',
  titlePrefix: 'Erreur : ',
  summary: 'Votre saisie comporte une erreur',
  thanks: 'Merci. Votre message nous est bien parvenu.',
  missing: 'Veuillez remplir ce champ.',
  missingChoice: 'Veuillez choisir une des options.',
  missingTick: 'Veuillez cocher cette case pour continuer.',
  email: 'Veuillez saisir une adresse e-mail, par exemple nom@example.org.',
  url: 'Veuillez saisir une adresse complète, par exemple https://example.org.',
  pattern: 'Veuillez respecter le format demandé.',
  patternPrefix: 'Veuillez respecter le format demandé :',
  tooLong: 'Veuillez saisir au plus {maxlength} caractères. Vous en avez saisi {length}.',
  tooShort: 'Veuillez saisir au moins {minlength} caractères. Vous en avez saisi {length}.',
  underflow: 'Veuillez saisir {min} ou plus.',
  overflow: 'Veuillez saisir {max} ou moins.',
  later: 'Veuillez saisir {min} ou plus tard.',
  earlier: 'Veuillez saisir {max} ou plus tôt.',
  outside: 'Veuillez saisir une heure de {min} à {max}.',
  wholeNumber: 'Veuillez saisir un nombre entier.',
  step: 'Veuillez saisir un nombre par pas de {step}.',
  timeStep: 'Veuillez saisir une des dates ou heures proposées ici.',
  number: 'Veuillez saisir un nombre, par exemple 12 ou 12.5.',
  example: 'Veuillez saisir ceci sous la forme {example}.',
  notOffered: 'Veuillez choisir une des options proposées ici.',
  badText: 'Veuillez saisir ceci sur une seule ligne, sans espaces autour.',
  missingFile: 'Veuillez choisir un fichier.',
  fileType: 'Veuillez choisir un fichier de l’un de ces types : {accept}.',
  fileSize: 'Veuillez choisir un fichier de {maxbytes} au plus. Le vôtre fait {size}.',
  passwordAgain:
    'Pour votre sécurité, le mot de passe n’est pas réaffiché. Veuillez le saisir à nouveau.',
  fileAgain:
    'Pour votre sécurité, le navigateur ne conserve pas le fichier. Veuillez le choisir à nouveau.',
  tooLarge: 'L’envoi est trop volumineux. Veuillez envoyer {limit} au plus.',
  broken:
    'Votre envoi n’est pas arrivé en entier. Veuillez vérifier votre saisie et l’envoyer à nouveau.',
  unavailable:
    'Votre message n’a pas pu être envoyé pour le moment. Rien n’est perdu : veuillez réessayer dans un instant.',
  tooOften:
    'Trop de messages sont arrivés depuis votre connexion. Veuillez attendre une minute, puis réessayer.',
  trap: 'Veuillez laisser ce champ vide',
}
