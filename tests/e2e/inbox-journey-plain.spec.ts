/** The whole way of a submission, on a site with assets and a database alone. */
import { testJourney } from './inbox-journey.ts'

testJourney({ hasBucket: false })
