/** What happened since the host was started. */
export interface CampaignCounts {
  draws: number;
  wins: number;
  repeats: number;
  redeemed: number;
}
