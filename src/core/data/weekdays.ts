import { orderedTable } from "./lists.ts";

/** Weekdays in their order, with their short forms. */
export const weekdays = orderedTable(`
  monday: mon
  tuesday: tue, tues
  wednesday: wed
  thursday: thu, thurs
  friday: fri
  saturday: sat
  sunday: sun
`);
