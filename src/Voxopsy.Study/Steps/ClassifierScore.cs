using Voxopsy.Statistics;
using Voxopsy.Statistics.Learning;

namespace Voxopsy.Study.Steps;

/// <summary>A fitted classifier as the last step of a model: one column, its log odds.</summary>
internal sealed record ClassifierScore(IClassifier Classifier) : FittedTransform
{
    // A forest may say 0 or 1; what it knows of a few hundred patients is not more than this.
    private const double Least = 1e-6;

    /// <summary>The column it makes.</summary>
    internal static FeatureId Column { get; } = new("@classifier");

    public override FeatureTable Apply(FeatureTable table) => new(
        table.Subjects,
        [Column],
        [[.. Classifier.Predict(table).Select(p => Math.Clamp(p, Least, 1 - Least)).Select(p => Math.Log(p / (1 - p)))]]);
}
