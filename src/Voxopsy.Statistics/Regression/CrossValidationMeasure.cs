namespace Voxopsy.Statistics.Regression;

/// <summary>What a cross-validation counts on the rows left out.</summary>
public enum CrossValidationMeasure
{
    /// <summary>Minus twice the log-likelihood a row, probabilities kept within 1e-5 and 1 − 1e-5.</summary>
    Deviance,

    /// <summary>The share of rows put into the wrong class at a probability of one half.</summary>
    Misclassification,

    /// <summary>The area under the ROC curve of each fold; larger is better.</summary>
    AreaUnderCurve,

    /// <summary>The mean squared error (for two classes: summed over both).</summary>
    SquaredError,

    /// <summary>The mean absolute error (for two classes: summed over both).</summary>
    AbsoluteError,

    /// <summary>Harrell's concordance of each fold, for survival; larger is better.</summary>
    Concordance,
}
