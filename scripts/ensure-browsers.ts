/**
 * Makes sure that the browsers of the tests are there, and installs them on Debian and its kin:
 *     node scripts/ensure-browsers.ts chromium firefox
 * Everything it says goes to stderr.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserVariable, findBrowser, type BrowserName } from './browsers.ts';

/** The font is there so that Chinese text has a width and can be read on a picture. */
const packages: Record<BrowserName, readonly string[]> = {
  chromium: ['chromium', 'fonts-wqy-zenhei'],
  firefox: ['firefox-esr'],
};

const asked = process.argv.slice(2);
const missing = (['chromium', 'firefox'] as const).filter(
  (browser) => asked.includes(browser) && findBrowser(browser) === undefined,
);
if (missing.length > 0) {
  const reason = install(missing.flatMap((browser) => packages[browser]));
  const still = missing.filter((browser) => findBrowser(browser) === undefined);
  if (still.length > 0) {
    say(explain(still, reason));
    process.exitCode = 1;
  }
}

/** Installs Debian packages; the list of packages is only fetched when the first attempt fails. */
function install(names: readonly string[]): string {
  if (!existsSync('/etc/debian_version')) return 'This system is not Debian, so nothing was installed.';
  if (process.getuid?.() !== 0) return 'Installing packages takes root, so nothing was installed.';
  const command = ['install', '-y', '--no-install-recommends', ...names];
  say(`Installing ${names.join(', ')} for the browser tests (once on this machine) …`);
  if (aptGet(command) || (aptGet(['update']) && aptGet(command))) return '';
  return 'apt-get could not install it; its message stands above.';
}

function aptGet(words: readonly string[]): boolean {
  say(`apt-get ${words.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...words], { env, stdio: ['ignore', 2, 2] }).status === 0;
}

function explain(browsers: readonly BrowserName[], reason: string): string {
  const names = browsers.flatMap((browser) => packages[browser]).join(' ');
  return [
    `The tests need ${browsers.join(' and ')}, which was not found. ${reason}`,
    `  On Debian or Ubuntu:  sudo apt-get update && sudo apt-get install -y ${names}`,
    `  Installed elsewhere:  set ${browsers.map(browserVariable).join(' and ')} to the program's path`,
    '  Without a browser:    npm run test:node   (everything but the browser tests)',
  ].join('\n');
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
