using System.Collections.Frozen;
using System.Net.Security;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Storage.Background;

namespace Everlatch.Edge.Hosts;

/// <summary>
/// Certificates in a folder: <c>NAME.crt</c> holds the certificate with its chain and <c>NAME.key</c> its private key, both PEM.
/// A name that begins with <c>_.</c> stands for every name one label below.
/// </summary>
internal sealed partial class CertificateFolder(EdgeOptions options, TimeProvider clock, ILogger<CertificateFolder> logger)
    : PeriodicWork(LookEvery, clock, logger), IHostCertificates
{
    private const string Wildcard = "_.";
    private const string Extension = ".crt";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly ILogger logger = logger;
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);
    private volatile FrozenDictionary<string, FolderCertificate> held = FrozenDictionary<string, FolderCertificate>.Empty;

    /// <inheritdoc />
    public ValueTask<SslStreamCertificateContext?> FindAsync(HostName host, CancellationToken ct) =>
        ValueTask.FromResult(Find(host));

    /// <summary>The certificate of a host, or of its domain; null when there is none here.</summary>
    public SslStreamCertificateContext? Find(HostName host)
    {
        var now = held;
        if (!now.TryGetValue(host.Value, out var found) && host.Value.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
        {
            now.TryGetValue(string.Concat(Wildcard, host.Value.AsSpan(dot + 1)), out found);
        }

        return found?.Context;
    }

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Look();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override Task RunOnceAsync(CancellationToken ct)
    {
        Look();
        return Task.CompletedTask;
    }

    // Connections keep the certificate that they began with; a pair that cannot be read leaves the one before in place.
    private void Look()
    {
        if (options.CertificatesFolder.Length == 0)
        {
            return;
        }

        try
        {
            var next = new Dictionary<string, FolderCertificate>(StringComparer.Ordinal);
            foreach (var file in System.IO.Directory.EnumerateFiles(options.CertificatesFolder, "*" + Extension))
            {
                var name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
                if (Read(name, file) is { } certificate)
                {
                    next[name] = certificate;
                }
            }

            held = next.ToFrozenDictionary(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(options.CertificatesFolder, e.Message);
        }
    }

    private FolderCertificate? Read(string name, string file)
    {
        var before = held.GetValueOrDefault(name);
        try
        {
            var (certificate, key) = (File.ReadAllText(file), File.ReadAllText(Path.ChangeExtension(file, ".key")));
            var digest = Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(certificate + '\n' + key)));
            if (digest == before?.Digest)
            {
                return before;
            }

            var read = new FolderCertificate(digest, HeldCertificate.Load(certificate, key));
            told.Remove(file);
            LogRead(name);
            return read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            Tell(file, e.Message);
            return before;
        }
    }

    // Once for each state of a file, not at every look.
    private void Tell(string file, string because)
    {
        if (told.GetValueOrDefault(file) != because)
        {
            told[file] = because;
            LogUnreadable(file, because);
        }
    }

    [LoggerMessage(6001, LogLevel.Information, "The certificate {Name} was read")]
    private partial void LogRead(string name);

    [LoggerMessage(6002, LogLevel.Error, "Certificates stay as they are: {File} cannot be used: {Reason}")]
    private partial void LogUnreadable(string file, string reason);
}
