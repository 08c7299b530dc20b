using System.Diagnostics.CodeAnalysis;
using System.Net;
using Everlatch.Core;

namespace Everlatch.Edge.Slots;

/// <summary>Where an identity server is reached: a Unix socket or loopback of this machine, or https.</summary>
public sealed record ServerAddress
{
    private const string UnixPrefix = "unix:";

    private ServerAddress(string text) => Text = text;

    /// <summary>What it was parsed from; names the server in logs and metrics.</summary>
    public string Text { get; }

    /// <summary>Path of the socket; null when it is reached by TCP.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>Host and port; null for a socket.</summary>
    public DnsEndPoint? EndPoint { get; private init; }

    /// <summary>Whether the connection is TLS.</summary>
    public bool IsTls { get; private init; }

    /// <summary>
    /// Parses <c>unix:/path</c>, <c>https://host:port</c>, or <c>http://address:port</c> on loopback: what leaves the machine is
    /// encrypted.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ServerAddress? address)
    {
        address = text?.StartsWith(UnixPrefix, StringComparison.Ordinal) == true ? Socket(text) : Tcp(text);
        return address is not null;
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    private static ServerAddress? Socket(string text) =>
        text[UnixPrefix.Length..] is var path && path.StartsWith('/') && path.Length > 1
            ? new ServerAddress(text) { SocketPath = path }
            : null;

    private static ServerAddress? Tcp(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.PathAndQuery != "/"
            || url.UserInfo.Length > 0
            || !HostName.TryParse(url.Host.Trim('[', ']'), out var host)
            || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && IsLoopback(host))))
        {
            return null;
        }

        return new ServerAddress(text)
        {
            EndPoint = new DnsEndPoint(host.Value, url.Port), IsTls = url.Scheme == Uri.UriSchemeHttps,
        };
    }

    // Not by name: what a name means is decided elsewhere.
    private static bool IsLoopback(HostName host) =>
        IPAddress.TryParse(host.Value, out var address) && IPAddress.IsLoopback(address);
}
