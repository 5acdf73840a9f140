//! Manners and bounds, against a server that has neither.

mod server;

use flate2::{Compression, write::GzEncoder};
use mahdar_fetch::{Fault, Fetcher, Options, Outcome, Page, Request, Validators};
use server::{Asked, Server, send};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use url::Url;

fn options() -> Options {
    Options {
        contact: Some("desk@example.org".to_owned()),
        private_hosts: vec!["127.0.0.1".to_owned()],
        delay: Duration::ZERO,
        backoff: Duration::from_millis(20),
        longest_wait: Duration::from_secs(3),
        timeout: Duration::from_millis(1500),
        bytes: 200_000,
        decoded_bytes: 400_000,
        ..Options::default()
    }
}

fn request(url: &str) -> Request {
    Request { url: Url::parse(url).expect("an address"), validators: Validators::default(), tag: 0 }
}

fn run(options: Options, urls: &[String]) -> BTreeMap<String, Outcome> {
    let mut out = BTreeMap::new();
    let requests = urls.iter().map(|url| request(url));
    Fetcher::new(options).run(requests, &AtomicBool::new(false), &mut |request, outcome| {
        assert!(out.insert(request.url.to_string(), outcome).is_none(), "each once");
        ControlFlow::Continue(Vec::new())
    });
    out
}

fn one(options: Options, url: &str) -> Outcome {
    run(options, &[url.to_owned()]).into_values().next().expect("one result")
}

fn page(outcome: Outcome) -> Page {
    match outcome {
        Outcome::Page(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn fault(outcome: Outcome) -> Fault {
    match outcome {
        Outcome::Failed(fault) => fault,
        other => panic!("{other:?}"),
    }
}

/// A server without robots.txt.
fn open(answer: impl Fn(&Asked, usize, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> Server {
    Server::new(move |asked, before, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, "404 Not Found", &[], b""),
        _ => answer(asked, before, stream),
    })
}

#[test]
fn a_page_comes_with_its_headers_and_we_say_who_we_are() {
    let server = open(|_, _, stream| {
        send(stream, "200 OK", &[("content-type", "text/html; charset=utf-8"), ("etag", "W/\"7\"")], "محضر".as_bytes())
    });
    let page = page(one(options(), &server.url("/a#part")));
    assert_eq!(page.body, "محضر".as_bytes());
    assert_eq!(page.url.as_str(), server.url("/a"));
    assert_eq!(page.header("content-type").as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(page.validators.etag.as_deref(), Some("W/\"7\""));
    for asked in server.asked() {
        let agent = asked.header("user-agent").expect("a name");
        assert!(agent.starts_with("Mahdar/") && agent.ends_with("; +desk@example.org)"), "{agent}");
    }
}

#[test]
fn robots_are_obeyed_and_asked_once() {
    let server = Server::new(|asked, _, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, "200 OK", &[], b"User-agent: mahdar\nDisallow: /private\n"),
        _ => send(stream, "200 OK", &[], b"text"),
    });
    let urls = ["/1", "/private/2", "/3"].map(|path| server.url(path));
    let mut results = run(options(), &urls);
    let refused = fault(results.remove(&urls[1]).expect("a result"));
    assert_eq!(refused, Fault::Robots(server.url("")));
    assert_eq!(server.paths(), ["/1", "/3"]);
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn nothing_is_fetched_where_robots_cannot_be_had() {
    let server = Server::new(|asked, _, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, "500 Oops", &[], b""),
        _ => send(stream, "200 OK", &[], b"text"),
    });
    assert!(matches!(fault(one(options(), &server.url("/1"))), Fault::NoRobots { .. }));
    assert_eq!(server.paths(), [""; 0]);
    assert_eq!(server.asked().len(), 3, "as many attempts as for a page");
}

#[test]
fn robots_of_the_host_that_is_redirected_to_count() {
    let target = Server::new(|asked, _, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, "200 OK", &[], b"User-agent: *\nDisallow: /no\n"),
        _ => send(stream, "200 OK", &[], b"text"),
    });
    let to = target.url("");
    let server =
        open(move |asked, _, stream| send(stream, "302 Found", &[("location", &format!("{to}{}", asked.path))], b""));
    let urls = ["/no", "/yes"].map(|path| server.url(path));
    let mut results = run(options(), &urls);
    assert_eq!(fault(results.remove(&urls[0]).expect("a result")), Fault::Robots(target.url("")));
    assert_eq!(page(results.remove(&urls[1]).expect("a result")).url.as_str(), target.url("/yes"));
    assert_eq!(target.paths(), ["/yes"]);
}

#[test]
fn crawl_delay_and_one_connection() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let shared = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::new(move |asked, _, stream| {
        // A second request that came before the answer to the first would be counted.
        let at_once = shared.0.fetch_add(1, Ordering::SeqCst) + 1;
        shared.1.fetch_max(at_once, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(50));
        shared.0.fetch_sub(1, Ordering::SeqCst);
        match asked.path.as_str() {
            "/robots.txt" => send(stream, "200 OK", &[], b"User-agent: *\nCrawl-delay: 0.3\n"),
            _ => send(stream, "200 OK", &[], b"text"),
        }
    });
    let urls: Vec<String> = (0..4).map(|n| server.url(&format!("/{n}"))).collect();
    assert_eq!(run(options(), &urls).len(), 4);
    let pages: Vec<Instant> = server.asked().into_iter().filter(|a| a.path != "/robots.txt").map(|a| a.at).collect();
    for pair in pages.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_millis(300), "{:?}", pair[1] - pair[0]);
    }
    assert_eq!((most.load(Ordering::SeqCst), now.load(Ordering::SeqCst)), (1, 0));
}

#[test]
fn hosts_do_not_wait_for_each_other() {
    let slow = || {
        open(|_, _, stream| {
            std::thread::sleep(Duration::from_millis(800));
            send(stream, "200 OK", &[], b"text")
        })
    };
    // One loopback, so names make the hosts.
    let (a, b) = (slow(), slow());
    let options = Options { private_hosts: vec!["127.0.0.1".to_owned(), "localhost".to_owned()], ..options() };
    let urls = [a.url("/"), format!("http://localhost:{}/", b.port)];
    let start = Instant::now();
    for outcome in run(options, &urls).into_values() {
        page(outcome);
    }
    assert!(start.elapsed() < Duration::from_millis(1500), "{:?}", start.elapsed());
}

#[test]
fn endless_redirects_end() {
    let server = open(|_, before, stream| {
        send(stream, "301 Moved", &[("location", &format!("/loop?{before}{}", std::process::id()))], b"")
    });
    assert!(matches!(fault(one(options(), &server.url("/loop"))), Fault::Redirects(5, _)));
    assert_eq!(server.paths().len(), 6);
}

#[test]
fn a_loop_to_itself_ends_as_well() {
    let server = open(|_, _, stream| send(stream, "307 Temporary", &[("location", "/loop")], b""));
    assert!(matches!(fault(one(options(), &server.url("/loop"))), Fault::Redirects(..)));
}

#[test]
fn redirects_lead_on_and_say_whether_for_good() {
    let server = open(|asked, _, stream| match asked.path.as_str() {
        "/old" => send(stream, "301 Moved", &[("location", "new#x")], b""),
        "/new" => send(stream, "308 Moved", &[("location", "/newest")], b""),
        "/for-now" => send(stream, "302 Found", &[("location", "/newest")], b""),
        "/nowhere" => send(stream, "302 Found", &[], b""),
        "/file" => send(stream, "302 Found", &[("location", "file:///etc/passwd")], b""),
        _ => send(stream, "200 OK", &[], b"text"),
    });
    let moved = page(one(options(), &server.url("/old")));
    assert_eq!((moved.url.path(), moved.is_moved), ("/newest", true));
    assert!(!page(one(options(), &server.url("/for-now"))).is_moved);
    assert!(!page(one(options(), &server.url("/newest"))).is_moved);
    assert!(matches!(fault(one(options(), &server.url("/nowhere"))), Fault::BadRedirect(_)));
    assert!(matches!(fault(one(options(), &server.url("/file"))), Fault::NotHttp(_)));
}

#[test]
fn private_addresses_are_refused_however_they_are_written() {
    let server = open(|_, _, stream| send(stream, "200 OK", &[], b"text"));
    let strict = || Options { private_hosts: Vec::new(), ..options() };
    let port = server.port;
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let outcome = one(strict(), &format!("http://{host}:{port}/"));
        assert!(matches!(fault(outcome), Fault::Private { .. } | Fault::NoHost(_)), "{host}");
    }
    for host in ["10.0.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]"] {
        assert!(matches!(fault(one(strict(), &format!("http://{host}/"))), Fault::Private { .. }), "{host}");
    }
    assert!(server.asked().is_empty());
}

#[test]
fn private_addresses_are_refused_on_every_hop() {
    let inner = Server::new(|_, _, stream| send(stream, "200 OK", &[], b"secret"));
    let port = inner.port;
    // The first host is allowed, the second is not; it has the same address.
    let server = open(move |_, _, stream| {
        send(stream, "302 Found", &[("location", &format!("http://localhost:{port}/admin"))], b"")
    });
    let refused = fault(one(options(), &server.url("/")));
    assert!(matches!(&refused, Fault::Private { host, .. } if host == "localhost"), "{refused:?}");
    assert!(refused.to_string().contains("--private localhost"));
    assert!(inner.asked().is_empty());
}

#[test]
fn a_robots_txt_cannot_lead_inside() {
    let inner = Server::new(|_, _, stream| send(stream, "200 OK", &[], b""));
    let port = inner.port;
    let server = Server::new(move |asked, _, stream| match asked.path.as_str() {
        "/robots.txt" => send(stream, "302 Found", &[("location", &format!("http://localhost:{port}/x"))], b""),
        _ => send(stream, "200 OK", &[], b"text"),
    });
    fault(one(options(), &server.url("/")));
    assert!(inner.asked().is_empty());
}

#[test]
fn a_slow_drip_ends_in_time() {
    let server = open(|_, _, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")?;
        for _ in 0..200 {
            stream.write_all(b"x")?;
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    });
    let start = Instant::now();
    let outcome = one(Options { attempts: 1, ..options() }, &server.url("/"));
    assert!(matches!(fault(outcome), Fault::Timeout(_)));
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}

#[test]
fn a_drip_of_headers_ends_in_time() {
    let server = open(|_, _, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n")?;
        for n in 0..200 {
            write!(stream, "x-{n}: y\r\n")?;
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    });
    let outcome = one(Options { attempts: 1, ..options() }, &server.url("/"));
    assert!(matches!(fault(outcome), Fault::Timeout(_)));
}

#[test]
fn huge_bodies_are_cut_short() {
    let server = open(|asked, _, stream| match asked.path.as_str() {
        "/announced" => write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 2000000000\r\n\r\nx"),
        _ => {
            write!(stream, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")?;
            let chunk = vec![b'x'; 0x10000];
            loop {
                stream.write_all(b"10000\r\n")?;
                stream.write_all(&chunk)?;
                stream.write_all(b"\r\n")?;
            }
        }
    });
    for path in ["/announced", "/endless"] {
        let start = Instant::now();
        let outcome = fault(one(Options { timeout: Duration::from_secs(10), ..options() }, &server.url(path)));
        assert_eq!(outcome, Fault::TooLarge { what: "as received", limit: 200_000 }, "{path}");
        assert!(start.elapsed() < Duration::from_secs(8), "{path} {:?}", start.elapsed());
    }
    assert_eq!(server.paths().len(), 2, "a body too large is not asked for twice");
}

#[test]
fn endless_headers_are_cut_short() {
    let server = open(|_, _, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n")?;
        let line = format!("x-long: {}\r\n", "y".repeat(8000));
        loop {
            stream.write_all(line.as_bytes())?;
        }
    });
    let outcome = fault(one(Options { attempts: 1, ..options() }, &server.url("/")));
    assert_eq!(outcome, Fault::Headers);
}

#[test]
fn a_zip_bomb_is_cut_short_and_a_gzip_is_read() {
    let gzip = |bytes: &[u8]| {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).expect("memory");
        out.finish().expect("memory")
    };
    let (bomb, small) = (gzip(&vec![b' '; 50_000_000]), gzip(b"text"));
    assert!(bomb.len() < 100_000);
    let server = open(move |asked, _, stream| {
        let body = if asked.path == "/bomb" { &bomb } else { &small };
        send(stream, "200 OK", &[("content-encoding", "gzip")], body)
    });
    let outcome = fault(one(options(), &server.url("/bomb")));
    assert_eq!(outcome, Fault::TooLarge { what: "decompressed", limit: 400_000 });
    assert_eq!(page(one(options(), &server.url("/small"))).body, b"text");
    assert!(server.asked()[1].header("accept-encoding").expect("a header").contains("gzip"));
}

#[test]
fn a_body_that_ends_early_is_asked_for_again() {
    let server = open(|asked, before, stream| match (asked.path.as_str(), before) {
        ("/once", 1) => send(stream, "200 OK", &[], b"whole"),
        ("/longer", _) => {
            write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nwhole and what nobody announced")
        }
        _ => write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nhalf"),
    });
    assert_eq!(page(one(options(), &server.url("/once"))).body, b"whole");
    assert_eq!(fault(one(options(), &server.url("/never"))), Fault::Truncated);
    assert_eq!(page(one(options(), &server.url("/longer"))).body, b"whole");
    assert_eq!(server.paths(), ["/once", "/once", "/never", "/never", "/never", "/longer"]);
}

#[test]
fn retry_after_is_waited_out() {
    let server = open(|asked, before, stream| match (asked.path.as_str(), before) {
        ("/seconds", 0) => send(stream, "429 Too Many Requests", &[("retry-after", "1")], b""),
        ("/date", 0) => {
            let at = httpdate::fmt_http_date(std::time::SystemTime::now() + Duration::from_secs(2));
            send(stream, "503 Unavailable", &[("retry-after", &at)], b"")
        }
        _ => send(stream, "200 OK", &[], b"text"),
    });
    for path in ["/seconds", "/date"] {
        page(one(options(), &server.url(path)));
        let times: Vec<Instant> = server.asked().into_iter().filter(|a| a.path == path).map(|a| a.at).collect();
        assert!(times[1] - times[0] >= Duration::from_millis(950), "{path} {:?}", times[1] - times[0]);
    }
}

#[test]
fn a_long_retry_after_closes_the_host_for_the_run() {
    let server = open(|_, _, stream| send(stream, "429 Too Many Requests", &[("retry-after", "3600")], b""));
    let urls: Vec<String> = (0..3).map(|n| server.url(&format!("/{n}"))).collect();
    for outcome in run(options(), &urls).into_values() {
        assert!(matches!(fault(outcome), Fault::Busy { status: 429, wait } if wait > Duration::from_secs(3590)));
    }
    assert_eq!(server.paths().len(), 1);
}

#[test]
fn errors_of_the_server_are_tried_again_and_ours_are_not() {
    let server = open(|asked, before, stream| match (asked.path.as_str(), before) {
        ("/missing", _) => send(stream, "404 Not Found", &[], b"a page that says so"),
        ("/once", 0) => send(stream, "502 Bad Gateway", &[], b""),
        ("/broken", _) => stream.write_all(b"no HTTP at all\r\n\r\n"),
        _ => send(stream, "200 OK", &[], b"text"),
    });
    assert_eq!(fault(one(options(), &server.url("/missing"))), Fault::Status(404));
    page(one(options(), &server.url("/once")));
    assert!(matches!(fault(one(options(), &server.url("/broken"))), Fault::Network(_)));
    assert_eq!(server.paths(), ["/missing", "/once", "/once", "/broken", "/broken", "/broken"]);
}

#[test]
fn validators_go_back_as_they_came() {
    let server = open(|asked, _, stream| match asked.header("if-none-match") {
        Some("W/\"ab c\"") => send(stream, "304 Not Modified", &[], b""),
        _ => send(stream, "200 OK", &[], b"text"),
    });
    let validators =
        Validators { etag: Some("W/\"ab c\"".to_owned()), last_modified: Some("Tuesday, no date at all".to_owned()) };
    let mut outcomes = Vec::new();
    let request = Request { validators, ..request(&server.url("/")) };
    Fetcher::new(options()).run([request], &AtomicBool::new(false), &mut |_, outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(Vec::new())
    });
    assert!(matches!(outcomes.as_slice(), [Outcome::NotModified]));
    let asked = server.asked().pop().expect("a request");
    assert_eq!(asked.header("if-modified-since"), Some("Tuesday, no date at all"));
}

#[test]
fn a_dead_host_is_left_alone() {
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
    let urls: Vec<String> = (0..20).map(|n| format!("http://127.0.0.1:{port}/{n}")).collect();
    let results = run(options(), &urls);
    assert_eq!(results.len(), 20);
    for outcome in results.into_values() {
        assert!(matches!(fault(outcome), Fault::NoRobots { .. } | Fault::HostDown(_)));
    }
}

#[test]
fn a_server_that_speaks_no_tls_is_a_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut head = [0; 3];
        stream.read_exact(&mut head).expect("a hello");
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n").expect("sent");
        std::thread::sleep(Duration::from_millis(200));
        head
    });
    let outcome = fault(one(Options { attempts: 1, ..options() }, &format!("https://127.0.0.1:{port}/")));
    assert!(matches!(&outcome, Fault::NoRobots { .. }), "{outcome:?}");
    // A handshake record of TLS: the client has a crypto provider and says hello.
    assert_eq!(server.join().expect("a server")[..2], [0x16, 0x03]);
}

#[test]
fn results_may_ask_for_more_and_a_stop_ends_it() {
    let server = open(|_, _, stream| send(stream, "200 OK", &[], b"text"));
    let mut seen = 0;
    let next = server.url("/next");
    Fetcher::new(options()).run([request(&server.url("/first"))], &AtomicBool::new(false), &mut |_, _| {
        seen += 1;
        ControlFlow::Continue(if seen < 4 { vec![request(&next)] } else { Vec::new() })
    });
    assert_eq!(seen, 4);
    let stop = AtomicBool::new(true);
    Fetcher::new(options()).run([request(&next)], &stop, &mut |_, _| panic!("stopped"));
}
