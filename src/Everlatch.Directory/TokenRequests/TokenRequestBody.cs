using System.Buffers;
using System.IO.Pipelines;

namespace Everlatch.Directory.TokenRequests;

/// <summary>Looks at the body of a token request without taking it from whoever reads it next.</summary>
internal static class TokenRequestBody
{
    /// <summary>Bytes that a token request may have; an assertion of 16 KiB fits four times.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>
    /// The whole body, not yet consumed: the caller advances the reader, to the body's
    /// start to leave it or to its end to take it. Null when it is longer than allowed.
    /// </summary>
    public static async ValueTask<ReadOnlySequence<byte>?> PeekAsync(PipeReader reader, CancellationToken ct)
    {
        while (true)
        {
            var result = await reader.ReadAsync(ct);
            if (result.Buffer.Length > MaxLength)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                return result.Buffer;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
