namespace Voxopsy.Radiomics;

/// <summary>What a feature is, apart from any value of it.</summary>
/// <param name="Family">The group it belongs to, as users of the profile call it, such as <c>shape</c> or <c>glcm</c>.</param>
/// <param name="Name">Its name within the family.</param>
/// <param name="Ibsi">Its four-letter code in the IBSI reference manual; null when the manual has no such feature.</param>
/// <param name="Unit">Unit of its values; <c>1</c> for a pure number, <c>intensity</c> for the unit of the image.</param>
public sealed record FeatureDefinition(string Family, string Name, string? Ibsi, string Unit);
