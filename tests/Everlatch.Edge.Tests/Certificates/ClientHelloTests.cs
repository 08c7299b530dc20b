using System.Buffers;
using System.Net.Security;
using CsCheck;
using Everlatch.Edge.Certificates;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>What is seen of a client's first message before TLS sees it.</summary>
public sealed class ClientHelloTests
{
    [Theory]
    [InlineData(true, "acme-tls/1")]
    [InlineData(false, "acme-tls/1", "http/1.1")]
    [InlineData(false, "http/1.1", "acme-tls/1")]
    [InlineData(false, "acme-tls/2")]
    [InlineData(false, "h2", "http/1.1")]
    [InlineData(false)]
    public async Task A_real_clients_message_is_understood_however_it_arrives(bool expected, params string[] protocols)
    {
        var hello = await HelloAsync(protocols);

        Assert.Equal(expected, ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>(hello)));
        Assert.Equal(expected, ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>([.. hello, 1, 2, 3])));
        for (var length = 0; length < hello.Length; length++)
        {
            Assert.Null(ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>(hello, 0, length)));
            Assert.Equal(expected, ClientHello.AsksForTlsAlpn01(Split(hello, length)));
        }
    }

    [Fact]
    public async Task Whatever_else_arrives_is_no_such_message()
    {
        Assert.False(ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>("GET / HTTP/1.1"u8.ToArray())));
        Assert.False(ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>("G"u8.ToArray())));
        Assert.False(ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>([22, 3, 1, 0, 0])));

        // Any change of a message's lengths is read as something, and never beyond its end.
        var hello = await HelloAsync(["acme-tls/1"]);
        Gen.Select(Gen.Int[5, hello.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            var changed = hello.ToArray();
            changed[place] = value;
            Assert.NotNull(ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>(changed)));
        });
    }

    private static ReadOnlySequence<byte> Split(byte[] bytes, int at)
    {
        var first = new Segment(bytes.AsMemory(0, at), 0);
        var second = first.Follow(bytes.AsMemory(at));
        return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
    }

    // What a client sends to a stream that never answers.
    private static async Task<byte[]> HelloAsync(string[] protocols)
    {
        using var sent = new OneWay();
        await using var tls = new SslStream(sent);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "login.acme.example",
            ApplicationProtocols = [.. protocols.Select(name => new SslApplicationProtocol(name))],
        };
        await Assert.ThrowsAnyAsync<IOException>(
            () => tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken));
        return sent.Written.ToArray();
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex) => (Memory, RunningIndex) = (memory, runningIndex);

        public Segment Follow(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }

    private sealed class OneWay : MemoryStream
    {
        public MemoryStream Written { get; } = new();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Written.WriteAsync(buffer, cancellationToken);
    }
}
