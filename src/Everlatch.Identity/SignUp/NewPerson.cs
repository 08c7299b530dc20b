using Everlatch.Core;

namespace Everlatch.Identity.SignUp;

/// <summary>Somebody who signs up, checked.</summary>
internal sealed record NewPerson(EmailAddress Email, string Name, string? Locale, string Hash);
