import { Link } from "../router.js";
import { ThemeSwitch } from "./theme-switch.js";

export function SiteHead() {
  return (
    <header className="site-head">
      <a className="skip" href="#main">
        To the content
      </a>
      <Link href="/" className="brand">
        <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
          <path
            fill="currentColor"
            d="M8 1c.6 3.300 5 4.600 5 9a5 5 0 0 1-10 0c0-2.500 1.300-3.800 2.500-5 0 1.900.6 2.500 1.300 2.500C8 6.200 7.400 3.700 8 1z"
          />
        </svg>
        Smokejumper
      </Link>
      <ThemeSwitch />
    </header>
  );
}
