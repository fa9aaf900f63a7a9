/** Where this machine keeps the browsers that the tests drive. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

type Places = { variable: string; commands: readonly string[]; files: readonly string[] };

const places: Record<BrowserName, Places> = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    files: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    files: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
  },
};

/** The name of the environment variable that says where a browser is. */
export function browserVariable(browser: BrowserName): string {
  return places[browser].variable;
}

/** The path of an installed browser, or undefined. `CHROMIUM_PATH` and `FIREFOX_PATH` come first. */
export function findBrowser(browser: BrowserName, environment = process.env): string | undefined {
  const { variable, commands, files } = places[browser];
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  const named = environment[variable];
  return [...(named === undefined ? [] : [named]), ...onPath, ...files].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
