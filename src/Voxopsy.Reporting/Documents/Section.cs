namespace Voxopsy.Reporting.Documents;

/// <summary>A finished section of a report.</summary>
/// <param name="Identity">Its anchor.</param>
/// <param name="Title">Its title, plain.</param>
/// <param name="Html">Its body as HTML.</param>
internal sealed record Section(string Identity, string Title, string Html);
