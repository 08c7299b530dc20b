using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Edge.Certificates.Acme;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Everlatch.Edge.Tests.Certificates;

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
                    ApplicationProtocols = [new SslApplicationProtocol(TlsAlpnCertificate.Protocol)],
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
            certificates[host.Value] = TlsAlpnCertificate.Make(host, authorization, TimeProvider.System.GetUtcNow());
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
}
