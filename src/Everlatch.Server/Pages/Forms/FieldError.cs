namespace Everlatch.Server.Pages.Forms;

/// <summary>What is wrong with a form.</summary>
/// <param name="Field">Name of the input; null when it is not one input.</param>
/// <param name="Text">Key of the text that says it, see Languages/Texts.resx.</param>
/// <param name="Arguments">What the text fills in.</param>
public sealed record FieldError(string? Field, string Text, params object[] Arguments);
