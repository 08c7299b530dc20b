using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Everlatch.Core;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Certificates.Acme.Resources;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Tests.Certificates.Acme;

/// <summary>The smallest edge that answers challenges, where pebble looks for them.</summary>
internal sealed class AnsweringEdge(params IReadOnlyList<string> types) : IChallengeAnswers, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> files = new();
    private readonly ConcurrentDictionary<string, X509Certificate2> certificates = new();
    private WebApplication app = null!;

    public IReadOnlyList<string> Types => types;

    /// <summary>Answers that are in place.</summary>
    public int Published => files.Count + certificates.Count;

    public static async Task<AnsweringEdge> StartAsync(Pebble pebble, params IReadOnlyList<string> types)
    {
        var edge = new AnsweringEdge(types);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, pebble.HttpPort);
            kestrel.Listen(IPAddress.Loopback, pebble.TlsPort, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = hello => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ApplicationProtocols = [new SslApplicationProtocol("acme-tls/1")],
                    ServerCertificate = edge.certificates.GetValueOrDefault(hello.ClientHelloInfo.ServerName),
                }),
            }));
        });
        edge.app = builder.Build();
        edge.app.MapGet("/.well-known/acme-challenge/{token}", (string token) =>
            edge.files.TryGetValue(token, out var text) ? Results.Text(text) : Results.NotFound());
        await edge.app.StartAsync();
        return edge;
    }

    public Task PublishAsync(HostName host, AcmeChallenge challenge, string authorization, CancellationToken ct)
    {
        if (challenge.Type == AcmeChallenge.Http)
        {
            files[challenge.Token!] = authorization;
        }
        else
        {
            certificates[host.Value] = TlsAlpnCertificate(host, authorization);
        }

        return Task.CompletedTask;
    }

    public Task WithdrawAsync(HostName host, AcmeChallenge challenge, CancellationToken ct)
    {
        files.TryRemove(challenge.Token!, out _);
        certificates.TryRemove(host.Value, out _);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // RFC 8737 §3: self-signed, for the one name, with the digest of the answer in a critical extension.
    private static X509Certificate2 TlsAlpnCertificate(HostName host, string authorization)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ACME", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host.Value);
        request.CertificateExtensions.Add(names.Build());
        byte[] digest = [0x04, 0x20, .. SHA256.HashData(Encoding.ASCII.GetBytes(authorization))];
        request.CertificateExtensions.Add(new X509Extension("1.3.6.1.5.5.7.1.31", digest, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
