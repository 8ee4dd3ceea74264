import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './gate.mjs';

const outbox = process.env.EXPACTI_OUTBOX ?? new URL('../../../.expacti/outbox', import.meta.url).pathname;

/** The link in the newest mail to this address that leads to this page; mails are files where no server is set. */
export function link(to, page) {
  return eventually(() => newest(to, page), (found) => found !== null);
}

function newest(to, page) {
  const mails = (existsSync(outbox) ? readdirSync(outbox) : []) // made with the first mail
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .reverse()
    .map((name) => text(readFileSync(join(outbox, name), 'utf8')));
  for (const mail of mails) {
    const found = mail.includes(`To: ${to}`) ? mail.match(new RegExp(`http\\S+/app/${page}#token=[0-9a-f]+`)) : null;
    if (found !== null) return found[0];
  }
  return null;
}

/** Quoted-printable (RFC 2045 §6.7) where the mail says so. */
function text(mail) {
  return /quoted-printable/i.test(mail) ? mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))) : mail;
}

/** What an authenticator app shows for a secret (RFC 6238: HMAC-SHA-1, 30 s, six digits). */
export function appCode(base32, at = Date.now()) {
  const bits = [...base32].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
