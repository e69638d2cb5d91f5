/** What is loaded behind the first answer: nothing of it shows at once. */
export { keepOffline } from './browser-offline.ts'
export { withDirective } from './view-directive.ts'
