/// <reference types="vite/client" />

/** Every language but English, of policy/locales (tools/languages.ts). */
declare module 'virtual:words/list' {
  const languages: readonly {
    readonly code: string;
    readonly name: string;
    readonly direction: 'ltr' | 'rtl';
    readonly draft: boolean;
    readonly first: () => Promise<string>;
    readonly rest: () => Promise<string>;
  }[];
  export default languages;
}
