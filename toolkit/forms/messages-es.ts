/** What the forms say in Spanish. */
import type { Sentences } from './sentences.ts'

export const SPANISH: Sentences = {
  titlePrefix: 'Error: ',
  summary: 'Hay un problema con los datos introducidos',
  thanks: 'Gracias. Hemos recibido su mensaje.',
  missing: 'Rellene este campo.',
  missingChoice: 'Elija una de las opciones.',
  missingTick: 'Marque esta casilla para continuar.',
  email: 'Introduzca una dirección de correo, por ejemplo nombre@example.org.',
  url: 'Introduzca una dirección completa, por ejemplo https://example.org.',
  pattern: 'Siga el formato que se pide.',
  patternPrefix: 'Siga el formato que se pide:',
  tooLong: 'Introduzca como máximo {maxlength} caracteres. Ha introducido {length}.',
  tooShort: 'Introduzca al menos {minlength} caracteres. Ha introducido {length}.',
  underflow: 'Introduzca {min} o más.',
  overflow: 'Introduzca {max} o menos.',
  later: 'Introduzca {min} o una fecha u hora posterior.',
  earlier: 'Introduzca {max} o una fecha u hora anterior.',
  outside: 'Introduzca una hora de {min} a {max}.',
  wholeNumber: 'Introduzca un número entero.',
  step: 'Introduzca un número en pasos de {step}.',
  timeStep: 'Introduzca una de las fechas u horas que se ofrecen aquí.',
  number: 'Introduzca un número, por ejemplo 12 o 12.5.',
  example: 'Introduzca el valor con la forma {example}.',
  notOffered: 'Elija una de las opciones que se ofrecen aquí.',
  badText: 'Introduzca el valor en una sola línea, sin espacios alrededor.',
}
