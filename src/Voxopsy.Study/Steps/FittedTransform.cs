using System.Text.Json.Serialization;
using Voxopsy.Statistics;

namespace Voxopsy.Study.Steps;

/// <summary>A fitted step that changes values; a plain record, so that a frozen model is numbers and no code.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(FilledConstants), "fill")]
[JsonDerivedType(typeof(FilledByNeighbors), "fill-neighbors")]
[JsonDerivedType(typeof(FilledByEquations), "fill-chained")]
[JsonDerivedType(typeof(HarmonizedSites), "combat")]
[JsonDerivedType(typeof(ScaledColumns), "scale")]
[JsonDerivedType(typeof(PoweredColumns), "yeo-johnson")]
[JsonDerivedType(typeof(ComponentColumns), "pca")]
[JsonDerivedType(typeof(ClassifierScore), "classifier")]
internal abstract record FittedTransform : IFittedStep
{
    /// <inheritdoc/>
    public abstract FeatureTable Apply(FeatureTable table);
}
