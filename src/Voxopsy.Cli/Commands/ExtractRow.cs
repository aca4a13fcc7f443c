namespace Voxopsy.Cli.Commands;

/// <summary>A row of the table of features, without its case.</summary>
internal sealed record ExtractRow(string ImageType, string Family, string Feature, string Ibsi, string Aggregation, double Value, string Unit);
