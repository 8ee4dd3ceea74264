/** Six digits are an app's code; anything else with letters in it is one of the backup codes. */
export function secondCode(code: string): { totp_code?: string; backup_code?: string } {
  const bare = code.replace(/\s/g, '');
  if (bare === '') return {};
  return /^[0-9]{6}$/.test(bare) ? { totp_code: bare } : { backup_code: bare };
}
