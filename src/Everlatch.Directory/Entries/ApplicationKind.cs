namespace Everlatch.Directory.Entries;

/// <summary>What an application is (RFC 6749 §2.1).</summary>
public enum ApplicationKind
{
    /// <summary>Runs on a server and keeps a secret: confidential.</summary>
    Web,

    /// <summary>Runs in a browser: public.</summary>
    Spa,

    /// <summary>Runs on a person's machine: public; loopback redirects may use any port (RFC 8252 §7.3).</summary>
    Native,

    /// <summary>Has no browser: public, device grant only.</summary>
    Device,
}
