using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory.TokenRequests;

/// <summary>A grant that answers its token requests itself, before the pipeline of the interactive protocols sees them.</summary>
public interface ITokenGrant
{
    /// <summary>The <c>grant_type</c> that it answers.</summary>
    ReadOnlySpan<byte> Type { get; }

    /// <summary>Answers a request whose form could be read. Its client has not been authenticated.</summary>
    Task AnswerAsync(HttpContext context, TokenRequest request);
}
