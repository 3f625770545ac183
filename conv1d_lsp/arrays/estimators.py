"""The estimators of scikit-learn: what data they take, and how many columns they make of it. One declaration each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, partial
from math import comb
from types import MappingProxyType

from msgspec import Struct

from conv1d_lsp.arrays.declaration import Given, whole
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.misfits import NotATable
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim

#: What an estimator was made with, by name.
Settings = Mapping[str, Given]

_COLUMNS = Unclear("how many columns the data makes")


class Takes(Enum):
    """What kind of data goes in."""

    TABLE = "a table: samples and features"
    LABELS = "a label for each sample"
    ANYTHING = "something for each sample"


class Seen(Struct, frozen=True):
    """The samples and features of the data that an estimator was fitted to."""

    samples: Dim
    features: Dim


class Estimator(Struct, frozen=True):
    """columns: how many columns `transform` makes; None if it has no `transform`, or makes one label of each label.

    loose: `inverse_transform` takes any number of columns that can be spread. stateless: it need not be fitted.
    sparse: its result is a sparse matrix, unless this setting is False. predicts: it has `predict`.
    first: settings by position.
    """

    path: str
    takes: Takes = Takes.TABLE
    columns: Callable[[Seen, Settings], Dim | None] | None = None
    loose: bool = False
    stateless: bool = False
    sparse: str | None = None
    predicts: bool = False
    first: tuple[str, ...] = ()

    def check(self, data: Shape) -> None:
        """Raises NotATable where the data has another number of axes than `fit` and its like take."""
        if not data.ranked or self.takes is Takes.ANYTHING:
            return
        axes = data.known_axes
        if self.takes is Takes.TABLE and len(axes) != 2:
            raise NotATable(data, 2, self.columns is None or self.predicts)
        if self.takes is Takes.LABELS and self.columns is None and len(axes) > 1:
            column = len(axes) == 2 and axes[1].equals(1) is not Truth.NO
            if not column:
                raise NotATable(data, 1)

    def width(self, seen: Seen, settings: Settings) -> Dim | None:
        """How many columns `transform` makes; None for one axis only. Raises NotTaken."""
        return None if self.columns is None else self.columns(seen, settings)


def _same(seen: Seen, settings: Settings) -> Dim:
    return seen.features


def _unclear(seen: Seen, settings: Settings) -> Dim:
    return _COLUMNS


def _stated(name: str, default: int | None, seen: Seen, settings: Settings) -> Dim:
    """As many as a setting says."""
    given = settings.get(name, None if default is None else dim(default))
    return given if isinstance(given, Dim) else _COLUMNS


def _reachable(name: str, default: int | None, seen: Seen, settings: Settings) -> Dim:
    """As many as a setting says, where there are as many samples and features."""
    wanted = _stated(name, default, seen, settings)
    enough = (seen.samples >= wanted) is Truth.YES and (seen.features >= wanted) is Truth.YES
    return wanted if enough else _COLUMNS


def _components(seen: Seen, settings: Settings) -> Dim:
    """PCA: at most as many as there are samples and features, and all of them where nothing is said."""
    wanted = settings.get("n_components")
    most = _least(seen.samples, seen.features)
    if isinstance(wanted, Dim):
        if (wanted <= most) is Truth.NO and settings.keys() <= {"n_components", "random_state", "whiten", "copy"}:
            raise refused("n_components", wanted, f"at most {most}, the lesser of samples and features")
        return wanted
    return most if wanted is None else _COLUMNS


def _least(left: Dim, right: Dim) -> Dim:
    known = left >= right
    return right if known is Truth.YES else left if known is Truth.NO else _COLUMNS


def _best(seen: Seen, settings: Settings) -> Dim:
    """SelectKBest: `k` of the features."""
    wanted = settings.get("k", dim(10))
    if wanted == "all":
        return seen.features
    return wanted if isinstance(wanted, Dim) and (seen.features >= wanted) is Truth.YES else _COLUMNS


def _polynomial(seen: Seen, settings: Settings) -> Dim:
    """PolynomialFeatures: products of up to `degree` of the features."""
    degree, features = whole(settings.get("degree", dim(2))), seen.features.value
    flags = [settings.get(name, default) for name, default in (("interaction_only", False), ("include_bias", True))]
    if degree is None or features is None or not 0 < degree < 32 or not all(isinstance(flag, bool) for flag in flags):
        return _COLUMNS
    count = sum(comb(features, of) for of in range(degree + 1)) if flags[0] else comb(features + degree, degree)
    return dim(count - (not flags[1]))


def _classes(seen: Seen, settings: Settings) -> Dim:
    """MultiLabelBinarizer: as many as it is told, else as the data has."""
    given = settings.get("classes")
    return dim(len(given)) if isinstance(given, tuple) else _COLUMNS


def _imputed(seen: Seen, settings: Settings) -> Dim:
    """Columns without any number are dropped, unless they are kept as they are."""
    kept = settings.get("keep_empty_features") is True and settings.get("add_indicator", False) is False
    return seen.features if kept else _COLUMNS


def _table(module: str, names: str, columns: Callable[[Seen, Settings], Dim | None], **more: object) -> list[Estimator]:
    return [Estimator(f"sklearn.{module}.{name}", columns=columns, **more) for name in names.split()]  # type: ignore[arg-type]


def _predicting(module: str, names: str) -> list[Estimator]:
    return [Estimator(f"sklearn.{module}.{name}", predicts=True) for name in names.split()]


def _of(setting: str, default: int | None = None) -> Callable[[Seen, Settings], Dim | None]:
    return partial(_stated, setting, default)


def _at_most(setting: str, default: int | None = None) -> Callable[[Seen, Settings], Dim | None]:
    return partial(_reachable, setting, default)


_ESTIMATORS = (
    *_table("preprocessing", "StandardScaler MinMaxScaler RobustScaler MaxAbsScaler", _same, loose=True),
    *_table("preprocessing", "PowerTransformer QuantileTransformer OrdinalEncoder", _same),
    *_table("preprocessing", "Normalizer Binarizer", _same, stateless=True),
    *_table("impute", "SimpleImputer KNNImputer IterativeImputer", _imputed),
    *_table("preprocessing", "OneHotEncoder", _unclear, sparse="sparse_output"),
    *_table("preprocessing", "PolynomialFeatures", _polynomial, first=("degree",)),
    *_table("decomposition", "PCA", _components, first=("n_components",)),
    *_table(
        "decomposition",
        "IncrementalPCA FastICA NMF KernelPCA FactorAnalysis SparsePCA",
        _at_most("n_components"),
    ),
    *_table("decomposition", "TruncatedSVD", _at_most("n_components", 2), first=("n_components",)),
    *_table("manifold", "TSNE Isomap LocallyLinearEmbedding MDS SpectralEmbedding", _of("n_components", 2)),
    *_table("discriminant_analysis", "LinearDiscriminantAnalysis", _of("n_components"), predicts=True),
    *_table("feature_selection", "VarianceThreshold SelectPercentile", _unclear),
    *_table("feature_selection", "SelectKBest", _best, first=("score_func",)),
    *_table("cluster", "KMeans MiniBatchKMeans", _of("n_clusters", 8), predicts=True, first=("n_clusters",)),
    *_predicting("cluster", "DBSCAN AgglomerativeClustering MeanShift SpectralClustering OPTICS HDBSCAN"),
    *_predicting("linear_model", "LinearRegression Ridge Lasso ElasticNet LogisticRegression SGDClassifier"),
    *_predicting("linear_model", "RidgeClassifier Perceptron BayesianRidge HuberRegressor SGDRegressor"),
    *_predicting("ensemble", "RandomForestClassifier RandomForestRegressor ExtraTreesClassifier ExtraTreesRegressor"),
    *_predicting("ensemble", "GradientBoostingClassifier GradientBoostingRegressor AdaBoostClassifier"),
    *_predicting("ensemble", "AdaBoostRegressor HistGradientBoostingClassifier HistGradientBoostingRegressor"),
    *_predicting("tree", "DecisionTreeClassifier DecisionTreeRegressor"),
    *_predicting("svm", "SVC SVR LinearSVC LinearSVR"),
    *_predicting("neighbors", "KNeighborsClassifier KNeighborsRegressor"),
    *_predicting("naive_bayes", "GaussianNB BernoulliNB MultinomialNB"),
    *_predicting("neural_network", "MLPClassifier MLPRegressor"),
    Estimator("sklearn.preprocessing.LabelEncoder", Takes.LABELS),
    Estimator("sklearn.preprocessing.LabelBinarizer", Takes.LABELS, _unclear),
    Estimator("sklearn.preprocessing.MultiLabelBinarizer", Takes.ANYTHING, _classes),
    Estimator("sklearn.feature_extraction.text.CountVectorizer", Takes.ANYTHING, _unclear, sparse=""),
    Estimator("sklearn.feature_extraction.text.TfidfVectorizer", Takes.ANYTHING, _unclear, sparse=""),
)


@cache
def estimators() -> Mapping[str, Estimator]:
    """All that are declared, by their public names."""
    return MappingProxyType({each.path: each for each in _ESTIMATORS})


def find_estimator(path: str) -> Estimator | None:
    """The estimator of this dotted name; the older modules of scikit-learn (`preprocessing.data`) count too."""
    parts = path.split(".")
    if parts[0] != "sklearn":
        return None
    parts = [each for index, each in enumerate(parts) if index in (0, 1, len(parts) - 1) or each == "text"]
    return estimators().get(".".join(parts))
