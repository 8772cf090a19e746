//! Queries without their signatures. Everything else in them stays byte for byte as it is.

use percent_encoding::percent_decode_str;
use tim_callback::query::{CallbackQuery, QueryParam};

/// The values of the signatures in a query, as they are written there.
pub(crate) fn signatures(query: &str) -> impl Iterator<Item = &str> {
    let pairs = query.split('&').filter(|pair| is(pair, QueryParam::Sign));
    pairs.filter_map(|pair| pair.split_once('=')).map(|(_, signature)| signature)
}

/// The query without its signature.
pub(crate) fn without_sign(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !is(pair, QueryParam::Sign));
    pairs.collect::<Vec<_>>().join("&")
}

/// The query without signature and time, and whether it had a time, which comes with a signature.
pub(crate) fn unsigned(query: &str) -> (String, bool) {
    let query = without_sign(query);
    let pairs = query.split('&').filter(|pair| !is(pair, QueryParam::RequestTime));
    let unsigned = pairs.collect::<Vec<_>>().join("&");
    let is_signed = unsigned != query;
    (unsigned, is_signed)
}

/// Names and values of all parameters but the signature. Custom ones come last.
pub(crate) fn params(query: &CallbackQuery) -> impl Iterator<Item = (&str, &str)> {
    let documented = QueryParam::all().iter().filter(|param| **param != QueryParam::Sign);
    let documented = documented.filter_map(|&param| Some((param.name(), query.get(param)?)));
    documented.chain(query.custom_params())
}

/// Whether a pair of a query is this parameter, however its name is spelled.
pub(crate) fn is(pair: &str, param: QueryParam) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().eq_ignore_ascii_case(param.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_taken_out_however_it_is_spelled() {
        for sign in ["Sign=f00", "sign=f00", "S%69gn=f00", "SIGN", "Sign="] {
            assert_eq!(without_sign(&format!("a=1&{sign}&b=2")), "a=1&b=2");
            assert_eq!(without_sign(sign), "");
        }
        assert_eq!(without_sign("a=1&&Signed=1&Sig=2"), "a=1&&Signed=1&Sig=2");
    }
}
