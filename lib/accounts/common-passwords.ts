/** Passwords of ten characters and more that every guessing list begins with, in lower case. */
const common: ReadonlySet<string> = new Set(
  `1234567890 0123456789 9876543210 0987654321 1234567891 12345678910 123456789a 123456789q
  123456789abc 1234512345 1122334455 1111111111 0000000000 2222222222 5555555555 7777777777
  8888888888 9999999999 1212121212 1231231231 123123123123 123321123321 1q2w3e4r5t 1q2w3e4r5t6y
  q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc qazwsxedcrfv qwertyuiop qwertyuiop123
  qwertyuiopasdfghjkl qwerty12345 qwerty123456 qwerty1234567 qwerty123456789 asdfghjkl1
  asdfghjkl123 asdfghjkl; zxcvbnm123 zxcvbnm1234 zxcvbnm,./ abcdefghij abcdefghijk abcdefghijkl
  abc1234567 abc123456789 abcd123456 abcd12345678 abcde12345 a123456789 a1234567890 aa123456789
  aaaaaaaaaa password12 password123 password1234 password12345 password123456 passw0rd123
  p@ssw0rd123 p@ssword123 passwordpassword password01 password2024 password2025 password2026
  mypassword mypassword1 mypassword123 administrator admin12345 admin123456 admin123123 adminadmin
  rootroot123 letmein123 letmein1234 welcome123 welcome1234 welcome2024 welcome2025 welcome2026
  changeme123 changemenow iloveyou12 iloveyou123 iloveyou1234 iloveyouso iloveyou2u woaini1314
  woaini520520 woaini5201314 5201314520 520131452013 wodemima123 mimamima123 football123
  basketball baseball123 superman123 batman12345 sunshine123 princess123 princess12 monkey12345
  dragon12345 dragon123456 pokemon123 michael123 jennifer123 liverpool123 chelsea123 manchester
  starwars123 trustno1trustno1 summer2024 summer2025 summer2026 winter2024 winter2025 winter2026
  spring2025 spring2026 computehub computehub1 computehub123 gpugpugpugpu qqww1122334
  147258369a 147258369147 1472583690 9638527410 741852963a asdasdasd1 asd123456789 zxc123456789
  test123456 test1234567 testtest123 testtesttest guest123456 default123 secret1234 secret12345
  internet123 computer123 samsung123 google1234 google12345 facebook123 linkedin123`.split(/\s+/),
);

/** Whether the password, or the password repeated, is among the first a stranger would try. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  return common.has(lower) || /^(.{1,4})\1+$/.test(lower);
}
