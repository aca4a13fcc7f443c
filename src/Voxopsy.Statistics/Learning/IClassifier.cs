using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Voxopsy.Statistics.Learning;

/// <summary>A fitted classifier of a binary outcome: immutable, and a plain record that <c>System.Text.Json</c> writes and reads back.</summary>
/// <remarks>Serialize it as this interface, so that its kind is written with it.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LinearClassifier), "linear")]
[JsonDerivedType(typeof(QuadraticClassifier), "quadratic")]
[JsonDerivedType(typeof(NaiveBayesClassifier), "naive-bayes")]
[JsonDerivedType(typeof(NeighborsClassifier), "neighbors")]
[JsonDerivedType(typeof(SupportVectorClassifier), "support-vectors")]
[JsonDerivedType(typeof(TreeClassifier), "tree")]
[JsonDerivedType(typeof(ForestClassifier), "forest")]
[JsonDerivedType(typeof(BoostedClassifier), "boosted")]
public interface IClassifier
{
    /// <summary>Gets the columns it reads, found by name in any table.</summary>
    ImmutableArray<FeatureId> Features { get; }

    /// <summary>The probability of the event for each row.</summary>
    /// <param name="table">A table with the columns of training, without missing values in them.</param>
    /// <returns>One number a row, within [0, 1].</returns>
    /// <exception cref="ArgumentException">A column is lacking.</exception>
    /// <exception cref="Regression.MissingValueException">A value is not finite.</exception>
    double[] Predict(FeatureTable table);
}
