/** The whole way of a submission, on a site with a bucket. */
import { testJourney } from './inbox-journey.ts'

testJourney({ hasBucket: true })
