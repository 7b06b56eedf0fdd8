const themes = ['light', 'dark', 'system'] as const;

/** Three native radio buttons; `installTheme` gives them their effect. Hidden where scripts are off, since they would do nothing. */
export function ThemeSwitch() {
  return (
    <fieldset className="theme-switch">
      <legend className="visually-hidden">Theme</legend>
      {themes.map((theme) => (
        <label key={theme}>
          <input type="radio" name="theme" value={theme} defaultChecked={theme === 'system'} />
          <span>{theme}</span>
        </label>
      ))}
    </fieldset>
  );
}
