using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles.ClassicalLearning;

/// <summary>Scalers, imputation, classifiers, selection, calibration, metrics and folds against scikit-learn.</summary>
[Trait("Category", "Oracle")]
public sealed class ClassicalLearningOracleTests
{
    private static readonly (string CallBegins, Action<OracleCase> Answer)[] Kinds =
    [
        ("sklearn scalers fitted on the first", PreprocessingAnswers.Scalers),
        ("SimpleImputer", PreprocessingAnswers.Imputation),
        ("LinearDiscriminantAnalysis", ClassifierAnswers.Discriminants),
        ("KNeighborsClassifier probabilities", ClassifierAnswers.Neighbors),
        ("L2 logistic regression", ClassifierAnswers.Logistic),
        ("SVC decision function", ClassifierAnswers.SupportVectors),
        ("DecisionTreeClassifier", ClassifierAnswers.Tree),
        ("RFE with L2 logistic regression", SelectionAnswers.Elimination),
        ("f_classif; chi2 on min-max scaled features", SelectionAnswers.Filters),
        ("fold rules", SelectionAnswers.Folds),
        ("leak-free cross-validation: StandardScaler + L2 logistic", SelectionAnswers.NestedValidation),
        ("Platt scaling", CalibrationAnswers.Curves),
        ("metrics of the logistic of one standardised feature", CalibrationAnswers.Metrics),
    ];

    [Fact]
    public void ClassicalLearning_EveryCase_AgreesWithScikitLearn() => StatisticsOracle.Run("classical_ml", Answer, requiredShare: 0.999);

    private static bool Answer(OracleCase asked)
    {
        (string _, Action<OracleCase>? answer) = Kinds.FirstOrDefault(kind => asked.Call.StartsWith(kind.CallBegins, StringComparison.Ordinal));
        answer?.Invoke(asked);
        return answer is not null;
    }
}
