using System.Collections.Immutable;

namespace Voxopsy.Deep.MultipleInstance;

/// <summary>A case as a bag of words: its images' probabilities in bins, rare bins weighing more (term frequency times inverse document frequency).</summary>
/// <remarks>Weights are learned on training cases only; the probabilities must come from networks that did not see those cases.</remarks>
public sealed class BagOfWords
{
    private readonly ImmutableArray<double> _weights;

    private BagOfWords(ImmutableArray<double> weights) => _weights = weights;

    /// <summary>The weight of each word: 1 + log((1 + cases) / (1 + cases with the word)).</summary>
    public ImmutableArray<double> Weights => _weights;

    /// <summary>Learns the weights of the words.</summary>
    /// <param name="training">Out-of-fold answers of the images of each training case.</param>
    /// <param name="bins">Words; at least 2.</param>
    public static BagOfWords Fit(Training.OutOfFoldScores training, int bins)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        int cases = training.InstanceProbabilities.Length;
        int[] with = new int[bins];
        foreach (ImmutableArray<double> images in training.InstanceProbabilities)
        {
            foreach (int word in images.Select(probability => ProbabilityHistogram.Word(probability, bins)).Distinct())
            {
                with[word]++;
            }
        }

        return new BagOfWords([.. with.Select(count => 1 + Math.Log((1.0 + cases) / (1 + count)))]);
    }

    /// <summary>The features of a case.</summary>
    /// <param name="probabilities">One an image, within [0, 1].</param>
    /// <returns>One number a word, of length 1 together; <see cref="double.NaN"/> without images.</returns>
    public ImmutableArray<double> Of(ReadOnlySpan<double> probabilities)
    {
        double[] words = [.. ProbabilityHistogram.Of(probabilities, _weights.Length).Select((share, word) => share * _weights[word])];
        double length = Math.Sqrt(words.Sum(word => word * word));
        return [.. words.Select(word => word / length)];
    }
}
