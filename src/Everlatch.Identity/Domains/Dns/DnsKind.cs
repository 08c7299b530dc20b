namespace Everlatch.Identity.Domains.Dns;

/// <summary>What is asked of DNS.</summary>
public enum DnsKind
{
    /// <summary>TXT: each record's strings joined (RFC 7208 §3.3 reads them so too).</summary>
    Txt,

    /// <summary>CNAME: the name that a name is an alias of, without the dot at its end.</summary>
    Cname,

    /// <summary>A and AAAA.</summary>
    Address,

    /// <summary>CAA (RFC 8659), each as <c>FLAGS TAG VALUE</c>.</summary>
    Caa,
}
