//! HTTPS of our own: a certificate and its key from two files, read anew when they change.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use thiserror::Error;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_util::sync::CancellationToken;

/// How long a renewed certificate waits until it is used.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Why there is no HTTPS.
#[derive(Debug, Error)]
pub enum TlsFault {
    /// A file cannot be read, or what is asked of it is not in it.
    #[error("the file {} of {flag} cannot be used ({reason}); give {flag} {wanted}", file.display())]
    File {
        /// Which flag named it.
        flag: &'static str,
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
        /// What should be in it.
        wanted: &'static str,
    },
    /// The two do not go together.
    #[error("the certificate in {} and the key in {} cannot be used together ({reason}); give \
             --tls-cert and --tls-key the two files of one certificate", cert.display(), key.display())]
    Pair {
        /// The file of the certificate.
        cert: PathBuf,
        /// The file of the key.
        key: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// What encrypts connections.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    files: Arc<Files>,
}

/// The two files, and what was read from them last.
#[derive(Debug)]
struct Files {
    cert: PathBuf,
    key: PathBuf,
    looks: Mutex<Looks>,
    pair: RwLock<Arc<CertifiedKey>>,
}

/// How the files were when they were looked at.
#[derive(Debug)]
struct Looks {
    /// When they were read last.
    read: Stamps,
    /// When they were found unfit, and that was told. They are tried again all the same: it may
    /// have been a permission, or too many open files, which no stamp shows.
    unfit: Option<Stamps>,
}

/// Time and length of both files: other ones mean other contents.
type Stamps = [Option<(SystemTime, u64)>; 2];

impl Tls {
    /// Reads a certificate with those above it, and its key, both as PEM.
    ///
    /// # Errors
    /// A file cannot be read, is something else, or the two do not go together.
    pub fn open(cert: &Path, key: &Path) -> Result<Self, TlsFault> {
        let looks = Mutex::new(Looks { read: [cert, key].map(stamp), unfit: None });
        let pair = RwLock::new(Arc::new(read(cert, key)?));
        let files = Files { cert: cert.to_owned(), key: key.to_owned(), looks, pair };
        let files = Arc::new(files);
        let config = config(files.clone()).map_err(|fault| files.unfit(&fault))?;
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), files })
    }

    /// Gives what shakes hands.
    pub(super) fn acceptor(&self) -> &TlsAcceptor {
        &self.acceptor
    }

    /// Reads the files again whenever they change, until the token is cancelled. A pair that does
    /// not fit, as in the middle of a renewal, is not used: the one before stays.
    pub async fn follow(self, stop: CancellationToken) {
        while timeout(LOOK_EVERY, stop.cancelled()).await.is_err() {
            let files = self.files.clone();
            match spawn_blocking(move || files.look_again()).await {
                Ok(Ok(true)) => tracing::info!("the certificate was read anew"),
                Ok(Err(fault)) => tracing::error!(%fault, "the certificate from before stays"),
                Ok(Ok(false)) | Err(_) => {}
            }
        }
    }
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Tls")
    }
}

impl Files {
    /// Says whether there was anything new. What is wrong with new files is said once.
    fn look_again(&self) -> Result<bool, TlsFault> {
        let stamps = [&*self.cert, &*self.key].map(stamp);
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        if looks.read == stamps {
            // As they were before: if they change to the same unfit ones again, that is new.
            looks.unfit = None;
            return Ok(false);
        }
        let pair = match read(&self.cert, &self.key) {
            Ok(pair) => Arc::new(pair),
            Err(_) if looks.unfit == Some(stamps) => return Ok(false),
            Err(fault) => {
                looks.unfit = Some(stamps);
                return Err(fault);
            }
        };
        *looks = Looks { read: stamps, unfit: None };
        *self.pair.write().unwrap_or_else(PoisonError::into_inner) = pair;
        Ok(true)
    }

    fn unfit(&self, fault: &rustls::Error) -> TlsFault {
        let (cert, key) = (self.cert.clone(), self.key.clone());
        TlsFault::Pair { cert, key, reason: fault.to_string() }
    }
}

impl ResolvesServerCert for Files {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.pair.read().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

fn config(files: Arc<Files>) -> Result<ServerConfig, rustls::Error> {
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth();
    let mut config = config.with_cert_resolver(files);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn read(cert: &Path, key: &Path) -> Result<CertifiedKey, TlsFault> {
    let of_cert = |reason: String| TlsFault::File {
        flag: "--tls-cert",
        file: cert.to_owned(),
        reason,
        wanted: "a PEM file with the certificate and those above it, such as fullchain.pem",
    };
    let of_key = |reason: String| TlsFault::File {
        flag: "--tls-key",
        file: key.to_owned(),
        reason,
        wanted: "a PEM file with the key of the certificate, without a password, such as privkey.pem",
    };
    let pem = fs::read(cert).map_err(|fault| of_cert(fault.to_string()))?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let chain = chain.map_err(|fault| of_cert(fault.to_string()))?;
    if chain.is_empty() {
        return Err(of_cert("there is no certificate in it".to_owned()));
    }
    let pem = fs::read(key).map_err(|fault| of_key(fault.to_string()))?;
    let private = PrivateKeyDer::from_pem_slice(&pem).map_err(|fault| of_key(fault.to_string()))?;
    CertifiedKey::from_der(chain, private, &default_provider()).map_err(|fault| TlsFault::Pair {
        cert: cert.to_owned(),
        key: key.to_owned(),
        reason: fault.to_string(),
    })
}

fn stamp(file: &Path) -> Option<(SystemTime, u64)> {
    let stamp = |about: Metadata| Some((about.modified().ok()?, about.len()));
    fs::metadata(file).ok().and_then(stamp)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tempfile::tempdir;

    use super::*;

    fn put(file: &Path, bytes: &[u8], second: u64) {
        fs::write(file, bytes).unwrap();
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(second);
        fs::File::options().write(true).open(file).unwrap().set_modified(at).unwrap();
    }

    /// Puts a new certificate and its key there.
    fn renew(cert: &Path, key: &Path, second: u64) {
        let pair = rcgen::generate_simple_self_signed(["board.example".to_owned()]).unwrap();
        put(cert, pair.cert.pem().as_bytes(), second);
        put(key, pair.signing_key.serialize_pem().as_bytes(), second);
    }

    #[test]
    fn r1_10_a_renewed_certificate_that_could_not_be_read_once_is_tried_again_and_told_once() {
        let folder = tempdir().unwrap();
        let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
        renew(&cert, &key, 1);
        let tls = Tls::open(&cert, &key).unwrap();
        let served = || tls.files.pair.read().unwrap().cert[0].clone();
        let first = served();
        assert!(!tls.files.look_again().unwrap());

        // A failure that the stamps do not show, as of permissions or of too many open files.
        renew(&cert, &key, 2);
        let (good, stamps) = (fs::read(&key).unwrap(), [&*cert, &*key].map(stamp));
        put(&key, &vec![b'-'; good.len()], 2);
        assert!(tls.files.look_again().is_err());
        assert!(!tls.files.look_again().unwrap(), "it is told once");
        assert_eq!(served(), first);
        put(&key, &good, 2);
        assert_eq!([&*cert, &*key].map(stamp), stamps);
        assert!(tls.files.look_again().unwrap(), "it is tried again");
        assert_ne!(served(), first);
        assert!(!tls.files.look_again().unwrap());
    }
}
