/** How pages look: one column, the system's font, light or dark as the reader has it, and no file but the page. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #4d5661; --paper: #ffffff; --panel: #f5f6f8; --line: #7b8490; --link: #174ea6; --button: #174ea6; --on-button: #ffffff; --wrong: #a3171f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --quiet: #aeb6c0; --paper: #14171b; --panel: #1d2126; --line: #7d8794; --link: #9dc1ff; --button: #9dc1ff; --on-button: #0d1420; --wrong: #ff9a94; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 54rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 0.5rem; }
p { margin: 0.5rem 0; max-width: 44rem; }
a { color: var(--link); }
code, textarea { font: 0.875rem/1.5 ui-monospace, monospace; }
form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; margin-top: 1rem; }
fieldset { min-width: 0; margin: 0; padding: 0.75rem 1rem 1rem; border: 1px solid var(--line); border-radius: 0.375rem; background: var(--panel); }
legend { padding: 0 0.375rem; font-weight: 600; }
.fields { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); }
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; margin-top: 1rem; }
.fields > .field { margin-top: 0; grid-template-rows: auto 1fr auto; }
.field > .fields, .field + .fields { margin-top: 0.5rem; }
.field > .fields { gap: 0.5rem 1rem; }
label, .label { font-weight: 600; }
.hint { margin: 0; color: var(--quiet); font-size: 0.875rem; }
.choice { display: flex; gap: 0.5rem; align-items: center; min-height: 2rem; font-weight: 400; }
.choice input { width: 1.25rem; height: 1.25rem; margin: 0; flex: none; accent-color: var(--button); }
input[type=number], input[type=text], select, textarea { width: 100%; min-height: 2.75rem; padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.25rem; background: var(--paper); color: var(--ink); font-size: 1rem; }
textarea { font-size: 0.875rem; min-height: 11rem; resize: vertical; white-space: pre; overflow: auto; }
input[type=file] { max-width: 100%; padding: 0.375rem 0; font: inherit; }
button { min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 1px solid var(--button); border-radius: 0.25rem; background: var(--button); color: var(--on-button); font: inherit; font-weight: 600; cursor: pointer; }
button.second { background: var(--paper); color: var(--link); }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
summary { cursor: pointer; min-height: 2rem; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; margin: 0.5rem 0; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line); }
td, th[scope=row] { overflow-wrap: normal; }
ul { padding-left: 1.25rem; }
li { margin: 0.25rem 0; }
.wrong { padding-left: 1rem; border-left: 4px solid var(--wrong); }
@media print { form { display: none; } }
`
