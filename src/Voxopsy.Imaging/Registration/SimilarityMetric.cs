namespace Voxopsy.Imaging.Registration;

/// <summary>How alike two images are under a transform.</summary>
public enum SimilarityMetric
{
    /// <summary>Normalized mutual information (H(A) + H(B)) / H(A, B), within [1, 2]: any two modalities.</summary>
    MutualInformation,

    /// <summary>Pearson's correlation, within [−1, 1]: images of one modality and contrast.</summary>
    Correlation,
}
