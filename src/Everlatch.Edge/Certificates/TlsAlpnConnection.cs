using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// Marks a connection whose client is a certificate authority that looks for the answer to TLS-ALPN-01. It carries nothing but
/// its handshake (RFC 8737 §3).
/// </summary>
internal sealed class TlsAlpnConnection
{
    // As long as Kestrel waits for a handshake.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TlsAlpnConnection Mark = new();

    private TlsAlpnConnection()
    {
    }

    /// <summary>Looks at each client's first message before TLS does.</summary>
    public static void MarkBeforeHandshake(ListenOptions listen) => listen.Use(next => async connection =>
    {
        if (await IsOneAsync(connection.Transport.Input) is { } isOne)
        {
            if (isOne)
            {
                connection.Features.Set(Mark);
            }

            await next(connection);
        }
    });

    /// <summary>Ends such a connection where HTTP would begin.</summary>
    public static void EndAfterHandshake(ListenOptions listen) =>
        listen.Use(next => connection => Is(connection) ? Task.CompletedTask : next(connection));

    /// <summary>Whether a connection is one.</summary>
    public static bool Is(BaseConnectionContext connection) => connection.Features.Get<TlsAlpnConnection>() is not null;

    // Null when the client went away or says nothing. All that was looked at stays to be read.
    private static async ValueTask<bool?> IsOneAsync(PipeReader input)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token);
                var isOne = ClientHello.AsksForTlsAlpn01(read.Buffer);
                input.AdvanceTo(read.Buffer.Start, isOne is null ? read.Buffer.End : read.Buffer.Start);
                if (isOne is not null || read.IsCompleted)
                {
                    return isOne;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return null;
        }
    }
}
