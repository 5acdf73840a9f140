//! One address for one page.

use url::Url;

/// Query parameters that say where a reader came from, not which page is meant.
fn is_tracking(name: &str) -> bool {
    name.starts_with("utm_")
        || name.starts_with("at_")
        || matches!(
            name,
            "fbclid"
                | "gclid"
                | "dclid"
                | "msclkid"
                | "yclid"
                | "igshid"
                | "mc_cid"
                | "mc_eid"
                | "ocid"
                | "cmpid"
                | "ns_mchannel"
                | "ns_source"
        )
}

/// An address without what does not tell pages apart: fragment, credentials, tracking parameters, a final slash of the
/// path, `http` against `https`. It is a key for comparing, not for fetching. `None` if it is none of the web.
#[must_use]
pub fn canonical(address: &str) -> Option<String> {
    let mut url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if url.scheme() == "http" && url.port().is_none() {
        let _ = url.set_scheme("https");
    }
    if url.query().is_some() {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_tracking(name))
            .map(|(n, v)| (n.into_owned(), v.into_owned()))
            .collect();
        match kept.is_empty() {
            true => url.set_query(None),
            false => {
                url.query_pairs_mut().clear().extend_pairs(kept);
            }
        }
    }
    let mut out = url.to_string();
    if url.query().is_none() && out.ends_with('/') && url.path() != "/" {
        out.pop();
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_no_page_apart_goes() {
        let same = |a: &str, b: &str| assert_eq!(canonical(a), canonical(b), "{a} {b}");
        same("http://A.example/news/1/", "https://a.example/news/1");
        same("https://a.example/n?utm_source=x&id=7&fbclid=y#top", "https://a.example/n?id=7");
        same("https://user:secret@a.example/n", "https://a.example:443/n");
        same("https://a.example/أخبار/1", "https://a.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1");
    }

    #[test]
    fn what_may_tell_pages_apart_stays() {
        let different = |a: &str, b: &str| assert_ne!(canonical(a), canonical(b), "{a} {b}");
        different("https://a.example/n?id=7", "https://a.example/n?id=8");
        different("https://a.example/N", "https://a.example/n");
        different("https://www.a.example/n", "https://a.example/n");
        different("http://a.example:8080/n", "https://a.example/n");
        assert_eq!(canonical("ftp://a.example/n"), None);
        assert_eq!(canonical("mailto:a@b.example"), None);
    }
}
