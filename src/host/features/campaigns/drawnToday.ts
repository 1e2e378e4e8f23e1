/** Who has drawn on the current day of each campaign, and who speaks for whom: what repeated draws are refused from. */

const MAX_USERS = 500_000;

export const createDrawnToday = () => {
  /** By campaign: the day, and its customers. */
  const days = new Map<string, { readonly day: number; readonly customers: Set<number> }>();
  /** Customers by user; the oldest is forgotten first, and looked up again when it comes back. */
  const customers = new Map<string, number>();

  const customerOf = (userId: string): number | undefined => customers.get(userId);
  const knows = (userId: string, customerId: number): void => {
    customers.set(userId, customerId);
    if (customers.size <= MAX_USERS) return;
    const oldest = customers.keys().next();
    if (!oldest.done) customers.delete(oldest.value);
  };
  const has = (campaignId: string, day: number, userId: string): boolean => {
    const today = days.get(campaignId);
    if (today?.day !== day) return false;
    const customer = customers.get(userId);
    return customer !== undefined && today.customers.has(customer);
  };
  const add = (campaignId: string, day: number, customerId: number): void => {
    const today = days.get(campaignId);
    if (today && today.day > day) return;
    if (today?.day === day) today.customers.add(customerId);
    else days.set(campaignId, { day, customers: new Set([customerId]) });
  };
  return { customerOf, knows, has, add, forget: (campaignId: string) => void days.delete(campaignId) };
};
