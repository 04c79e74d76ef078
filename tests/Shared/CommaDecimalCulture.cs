// A forgotten culture fails here instead of at a customer's: da-DK writes 1.234,5.
[assembly: SetCulture("da-DK")]
[assembly: SetUICulture("da-DK")]
