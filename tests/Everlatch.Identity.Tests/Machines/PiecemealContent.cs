using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Everlatch.Identity.Tests.Machines;

/// <summary>A form that is sent in chunks without a length.</summary>
internal sealed class PiecemealContent : HttpContent
{
    private const int PieceLength = 1000;
    private readonly byte[] body;

    public PiecemealContent(string form)
    {
        body = Encoding.UTF8.GetBytes(form);
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var piece in body.Chunk(PieceLength))
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
