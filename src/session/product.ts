/** The version of the product, as in package.json; it tells who wrote a journal and decides nothing. */
export const productVersion = "0.1.0";
